import "./cdn-entry.ts";
import { load } from "./lazy/load-module.ts";

/** The script of the list of requests, which a page or the loader imports. It shares its modules with the form. */
load(() => import("./request-list/define-for-cdn.ts")).catch(console.error);

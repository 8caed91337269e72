import { OsiguPreauth } from "./element/osigu-preauth.ts";
import { define } from "./element/osigu-preauth-define.ts";
import { allowRetries } from "./lazy/load-module.ts";

/** The script that the loader imports: registers the element, whose BFF is by default where the script came from. */
OsiguPreauth.defaultBffUrl = new URL(import.meta.url).origin;
allowRetries(import.meta.url.replace(/[^/]+$/, ""), (address) => import(address));
define();

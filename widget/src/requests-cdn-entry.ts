import "./cdn-entry.ts";
import { loadList } from "./request-list/load-list.ts";

/** The script of the list of requests, which a page or the loader imports. It shares its modules with the form. */
void loadList();

import { allowRetries } from "./lazy/load-module.ts";
import { defineRequests } from "./request-list/define-requests.ts";
import { OsiguPreauthRequests } from "./request-list/osigu-preauth-requests.ts";

/** The script of the list, which a page or the loader imports: registers the element, whose BFF is by default where the script came from. */
OsiguPreauthRequests.defaultBffUrl = new URL(import.meta.url).origin;
allowRetries(`${import.meta.url.replace(/[^/]+$/, "")}chunks/`);
defineRequests();

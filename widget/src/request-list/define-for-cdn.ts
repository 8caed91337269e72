import { defineRequests } from "./define-requests.ts";
import { OsiguPreauthRequests } from "./osigu-preauth-requests.ts";

/** Registers the list, whose BFF is by default where the script came from. */
OsiguPreauthRequests.defaultBffUrl = new URL(import.meta.url).origin;
defineRequests();

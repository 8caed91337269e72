import { requestsTag } from "../element/tag-name.ts";
import { OsiguPreauthRequests } from "./osigu-preauth-requests.ts";

/** Registers the list of requests. On a page with another copy that one stays. */
export function defineRequests(): void {
  if (!customElements.get(requestsTag)) customElements.define(requestsTag, OsiguPreauthRequests);
}

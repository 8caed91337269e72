import { html, nothing } from "lit";
import type { Locale } from "../i18n/locale.ts";

/**
 * What support needs to find a problem, folded: the id of the call and that of the authorization request. Nothing
 * before the messages for it are loaded.
 */
export function supportReference(text: Locale, requestId?: string, authorizationRequestId?: string) {
  if (!text.details || !(requestId || authorizationRequestId)) return nothing;
  const line = (words: string) => html`<p>${words}</p>`;
  return html`<details class="small muted">
    <summary>${text.details}</summary>
    ${requestId ? line(text.reference(requestId)) : nothing}
    ${authorizationRequestId ? line(`${text.requestNumber}: ${authorizationRequestId}`) : nothing}
  </details>`;
}

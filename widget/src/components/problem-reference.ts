import { html, nothing } from "lit";
import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../problem/problem.ts";
import { supportReference } from "./support-reference.ts";

/** Failures on a server, which support finds by the id of the request. */
const serverCodes = /^(internal_error|outcome_unknown|overloaded|upstream_)/;

/**
 * What support needs to find a problem, the id of the call and of the authorization request: in sight after a failure
 * on a server, else folded.
 */
export function problemReference(
  problem: Problem | undefined,
  text: Locale,
  authorizationRequestId?: string,
) {
  const { code = "", requestId } = problem ?? {};
  const isInSight = requestId && serverCodes.test(code);
  return html`
    ${isInSight ? reference(requestId, text) : nothing}
    ${supportReference(text, isInSight ? undefined : requestId, authorizationRequestId)}
  `;
}

/** The beginning of a request id, and the button that copies all of it. */
function reference(id: string, text: Locale) {
  const copy = ({ currentTarget }: Event) =>
    navigator.clipboard?.writeText(id).then(
      () => Object.assign(currentTarget as Element, { textContent: text.copied }),
      () => {},
    );
  return html`<p class="small muted">
    ${text.reference(id.slice(0, 8))} <button type="button" .textContent=${text.copy} @click=${copy}></button>
  </p>`;
}

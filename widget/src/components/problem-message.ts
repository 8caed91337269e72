import { html, nothing } from "lit";
import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../problem/problem.ts";
import { alertIcon } from "./icons.ts";
import { supportReference } from "./support-reference.ts";

/** Failures on a server, which support finds by the id of the request. */
const serverCodes = /^(internal_error|outcome_unknown|overloaded|upstream_)/;

/**
 * What went wrong, what the user can do, a retry button where there is a retry, and for support the id of the call and
 * of the authorization request: in sight after a failure on a server, else folded. A person who is not in the directory
 * is a result and no failure: one sentence, without a mark.
 */
export function problemMessage(
  problem: Problem | undefined,
  text: Locale,
  retry?: () => void,
  authorizationRequestId?: string,
) {
  if (!problem) return nothing;
  const { code, requestId } = problem;
  if (code === "beneficiary_not_found") return html`<p class="muted">${text.problems[code]}</p>`;
  const hasReference = requestId && text.reference !== undefined && serverCodes.test(code);
  return html`${alertIcon}<div>
    <p>${text.problems[code] ?? text.problems.internal_error}</p>
    ${retry ? html`<button type="button" @click=${retry}>${text.tryAgain}</button>` : nothing}
    ${hasReference ? reference(requestId, text) : nothing}
    ${supportReference(text, hasReference ? undefined : requestId, authorizationRequestId)}
  </div>`;
}

/** The beginning of a request id, and the button that copies all of it. */
function reference(id: string, text: Locale) {
  const copy = async ({ currentTarget }: Event) => {
    await navigator.clipboard.writeText(id);
    (currentTarget as HTMLElement).textContent = text.copied;
  };
  return html`<p class="small muted">
    ${text.reference(id.slice(0, 8))} <button type="button" .textContent=${text.copy} @click=${(event: Event) => copy(event).catch(() => {})}></button>
  </p>`;
}

import { html, nothing } from "lit";
import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../problem/problem.ts";
import { alertIcon } from "./icons.ts";

/** What went wrong, what the user can do, a retry button where there is a retry, and the request id for support. */
export function problemMessage(problem: Problem | undefined, text: Locale, retry?: () => void) {
  if (!problem) return nothing;
  const { code, requestId } = problem;
  return html`${alertIcon}<div>
    <p>${text.problems[code] ?? text.problems.internal_error}</p>
    ${retry ? html`<button type="button" @click=${retry}>${text.tryAgain}</button>` : nothing}
    ${requestId && text.reference ? html`<p class="small muted">${text.reference(requestId)}</p>` : nothing}
  </div>`;
}

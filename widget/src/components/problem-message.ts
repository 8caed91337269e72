import { html, nothing } from "lit";
import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../problem/problem.ts";
import { alertIcon } from "./icons.ts";

/**
 * What went wrong, what the user can do, a retry button where there is a retry, and `reference`, which support needs. A
 * person who is not in the directory is a result and no failure: one sentence, without a mark.
 */
export function problemMessage(
  problem: Problem | undefined,
  { problems, tryAgain }: Locale,
  retry?: () => void,
  reference?: unknown,
) {
  if (!problem) return nothing;
  const { code } = problem;
  if (code === "beneficiary_not_found") return html`<p class="muted">${problems[code]}</p>`;
  return html`${alertIcon}<div>
    <p>${problems[code] ?? problems.internal_error}</p>
    ${retry ? html`<button type="button" @click=${retry}>${tryAgain}</button>` : nothing}
    ${reference}
  </div>`;
}

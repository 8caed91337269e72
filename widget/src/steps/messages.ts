import { html, nothing } from "lit";
import type { Problem } from "../api/problem.ts";
import { alertIcon } from "../element/icons.ts";
import type { Locale } from "../i18n/load-locale.ts";
import type { StepHost, StepView } from "./step.ts";

/** What went wrong, what to do, and the number by which support finds it. */
export function problemMessage(problem: Problem | undefined, text: Locale, retry?: () => void) {
  if (!problem) return nothing;
  const { code, requestId } = problem;
  return html`${alertIcon}<div>
    <p>${text.problems[code] ?? text.problems.internal_error}</p>
    ${retry ? html`<button type="button" @click=${retry}>${text.tryAgain}</button>` : nothing}
    ${requestId && text.reference ? html`<p class="small muted">${text.reference(requestId)}</p>` : nothing}
  </div>`;
}

/** What stands in a step's place until its file is here. */
export const awaited = (host: StepHost): StepView => ({
  title: () => host.text.steps[host.flow.step],
  content: () => waiting(host),
  primary: () => undefined,
});

/** Room for what is on its way; none where it did not come, and that is said. */
export function waiting({ text, trouble }: StepHost, rows?: number) {
  return trouble ? nothing : skeleton(text, rows);
}

/** A place where something is on its way: its shape, shown only when it takes a while. */
export function skeleton(text: Locale, rows = 2) {
  return html`<div class="skeleton" aria-label=${text.loading} role="img">${Array.from({ length: rows }, () => html`<i></i>`)}</div>`;
}

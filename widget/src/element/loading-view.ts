import { html, nothing } from "lit";
import { skeleton, skeletonOrNothing } from "../components/skeleton.ts";
import type { Language } from "../i18n/locale.ts";
import type { StepHost, StepView } from "../steps/step.ts";

/** Stands in for a step whose module is not loaded. */
export function loadingView(host: StepHost): StepView {
  return {
    title: () => host.text.steps[host.flow.step],
    content: () => skeletonOrNothing(host),
    primary: () => undefined,
  };
}

/** What shows before the first step. Without messages the only thing to say is that they cannot be loaded. */
export function loadingFrame(
  {
    text,
    loadProblem,
    retryLoads,
  }: Pick<StepHost, "loadProblem" | "retryLoads"> & { text?: StepHost["text"] },
  language: Language | undefined,
) {
  const failed =
    language && loadProblem
      ? html`<p>${language.loadFailed} <button @click=${retryLoads}>${language.tryAgain}</button></p>`
      : nothing;
  return html`<div class="frame">${text ? skeleton(text) : failed}</div>`;
}

import { html } from "lit";
import { skeletonOrNothing, startSkeleton } from "../components/skeleton.ts";
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

/** What shows before the first step: a skeleton without words, unless the messages cannot be loaded. */
export function loadingFrame(
  {
    text,
    loadProblem,
    retryLoads,
  }: Pick<StepHost, "loadProblem" | "retryLoads"> & { text?: StepHost["text"] },
  language: Language | undefined,
) {
  const hasFailed = language && loadProblem && !text;
  return html`<div class="frame">${
    hasFailed
      ? html`<p>${language.loadFailed} <button @click=${retryLoads}>${language.tryAgain}</button></p>`
      : startSkeleton
  }</div>`;
}

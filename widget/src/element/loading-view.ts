import { html } from "lit";
import { problemMessage } from "../components/problem-message.ts";
import { skeletonOrNothing, startSkeleton } from "../components/skeleton.ts";
import type { Language, Locale } from "../i18n/locale.ts";
import type { StepHost, StepView } from "../steps/step.ts";

/** Stands in for a step whose module is not loaded. */
export function loadingView(host: StepHost): StepView {
  return {
    title: () => host.text.steps[host.flow.step],
    content: () => skeletonOrNothing(host),
    primary: () => undefined,
  };
}

type LoadingElement = Pick<StepHost, "loadProblem" | "retryLoads"> & { text?: Locale };

/** What shows before the first step: a skeleton without words, or why there is no step. */
export function loadingFrame({ text, loadProblem, retryLoads }: LoadingElement, language?: Language) {
  const message = text
    ? html`<div class="problem" part="problem" role="alert">${problemMessage(loadProblem, text)}</div>`
    : html`<p>${language?.loadFailed} <button @click=${retryLoads}>${language?.tryAgain}</button></p>`;
  return html`<div class="frame">${loadProblem ? message : startSkeleton}</div>`;
}

import { html } from "lit";
import { problemMessage } from "../components/problem-message.ts";
import { skeletonOrNothing, startSkeleton } from "../components/skeleton.ts";
import type { Language, Locale } from "../i18n/locale.ts";
import type { Problem } from "../problem/problem.ts";
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

/**
 * What shows before the first step: a skeleton without words, unless the messages cannot be loaded, or it is certain
 * that the page gives no token.
 */
export function loadingFrame(
  element: LoadingElement,
  language: Language | undefined,
  isTokenMissing: boolean,
) {
  return html`<div class="frame">${loadingContent(element, language, isTokenMissing)}</div>`;
}

function loadingContent(
  { text, loadProblem, retryLoads }: LoadingElement,
  language: Language | undefined,
  isTokenMissing: boolean,
) {
  if (text && isTokenMissing) {
    const problem = { code: "not_configured" } as Problem;
    return html`<div class="problem" part="problem" role="alert">${problemMessage(problem, text)}</div>`;
  }
  return language && loadProblem && !text
    ? html`<p>${language.loadFailed} <button @click=${retryLoads}>${language.tryAgain}</button></p>`
    : startSkeleton;
}

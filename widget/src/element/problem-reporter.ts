import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../problem/problem.ts";
import { preauthEvent } from "../public/events.ts";

/**
 * Dispatches `preauth-error`. A problem of the first screen is told after `preauth-ready`. The message is what the
 * user reads, and the code only where its sentence is not loaded.
 */
export class ProblemReporter {
  #element: EventTarget & { readonly text: Locale | undefined };
  #waiting: Problem[] = [];
  #isShown = false;

  constructor(element: EventTarget & { readonly text: Locale | undefined }) {
    this.#element = element;
  }

  /** Reports a problem of the flow. */
  report(problem: Problem): void {
    if (this.#isShown) this.reportNow(problem);
    else this.#waiting.push(problem);
  }

  /** Reports a problem at once: one that may keep the first screen from being shown. */
  reportNow({ code, retryable, requestId }: Problem): void {
    const message = this.#element.text?.problems[code] ?? code;
    this.#element.dispatchEvent(
      preauthEvent("preauth-error", { code, message, retryable, request_id: requestId }),
    );
  }

  /** Reports what waited for the first screen, which is shown, or forgets it: another one is to come. */
  release(isShown: boolean): void {
    this.#isShown = isShown;
    for (const problem of this.#waiting.splice(0)) if (isShown) this.reportNow(problem);
  }
}

import { stepsOf } from "../flow/selectors/search.ts";
import type { FlowState } from "../flow/state.ts";
import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../problem/problem.ts";
import { preauthEvent } from "../public/events.ts";

/** Dispatches `preauth-step` for the current step. */
export function dispatchStep(target: EventTarget & { flow: FlowState }): void {
  const { step } = target.flow;
  const names = stepsOf(target.flow);
  const change = { name: step, index: names.indexOf(step), total: names.length };
  target.dispatchEvent(preauthEvent("preauth-step", change));
}

/** Dispatches `preauth-error`. The message is what the user reads, and the code where that is not loaded. */
export function dispatchProblem(
  target: EventTarget,
  { code, retryable, requestId }: Problem,
  text: Locale | undefined,
): void {
  const message = text?.problems[code] ?? code;
  target.dispatchEvent(preauthEvent("preauth-error", { code, message, retryable, request_id: requestId }));
}

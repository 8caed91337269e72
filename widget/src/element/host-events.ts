import { stepsOf } from "../flow/selectors/search.ts";
import type { FlowState } from "../flow/state.ts";
import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../problem/problem.ts";
import { preauthEvent } from "../public/events.ts";
import type { Hooks } from "../public/options.ts";

/** Dispatches `preauth-step` for the current step, and calls the host page's hook. */
export function dispatchStep(target: EventTarget & { flow: FlowState; hooks: Hooks | undefined }): void {
  const { step } = target.flow;
  const names = stepsOf(target.flow);
  const change = { name: step, index: names.indexOf(step), total: names.length };
  // In a task of its own: an error in the hook does not stop the flow.
  queueMicrotask(() => target.hooks?.onStepChange?.(change));
  target.dispatchEvent(preauthEvent("preauth-step", change));
}

/** Dispatches `preauth-error`. The message is in the user's language, as far as that is loaded. */
export function dispatchProblem(
  target: EventTarget,
  { code, retryable, requestId }: Problem,
  text: Locale | undefined,
): void {
  const message = text?.problems[code] ?? code;
  target.dispatchEvent(preauthEvent("preauth-error", { code, message, retryable, request_id: requestId }));
}

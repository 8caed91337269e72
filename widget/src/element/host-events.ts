import { stepsOf } from "../flow/selectors/search.ts";
import type { FlowState } from "../flow/state.ts";
import { preauthEvent } from "../public/events.ts";

/** Dispatches `preauth-step` for the current step. */
export function dispatchStep(target: EventTarget & { flow: FlowState }): void {
  const { step } = target.flow;
  const names = stepsOf(target.flow);
  const change = { name: step, index: names.indexOf(step), total: names.length };
  target.dispatchEvent(preauthEvent("preauth-step", change));
}

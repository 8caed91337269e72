import type { Transition } from "./events.ts";
import type { FlowState } from "./state.ts";

/** A transition and the ones that follow it, each from the state before. Their effects run in this order. */
export function andThen(first: Transition, ...others: ((flow: FlowState) => Transition)[]): Transition {
  return others.reduce(({ flow, effects }, follow) => {
    const next = follow(flow);
    return { flow: next.flow, effects: [...effects, ...next.effects] };
  }, first);
}

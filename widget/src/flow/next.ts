import type { Effect, Transition } from "./events.ts";
import type { FlowState } from "./state.ts";

/** A transition to the same state, without effects. */
export function unchanged(flow: FlowState): Transition {
  return { flow, effects: [] };
}

/** A transition to the state with some properties changed, and the effects to run. */
export function withEffects(
  flow: FlowState,
  change: Partial<FlowState> = {},
  ...effects: Effect[]
): Transition {
  return { flow: { ...flow, ...change }, effects };
}

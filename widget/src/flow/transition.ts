import type { Problem } from "../problem/problem.ts";
import type { Effect, EffectName, EffectSucceeded, FlowEvent, Transition } from "./events.ts";
import type { FlowState } from "./state.ts";

/** A reducer for each event that a person or the page causes. */
export type EventReducers = {
  [Type in Exclude<FlowEvent["type"], "effect_succeeded" | "effect_failed">]: (
    flow: FlowState,
    event: Extract<FlowEvent, { type: Type }>,
  ) => Transition;
};

/** For each effect, the reducers for its success and its failure. */
export type ResultReducers = {
  [Name in EffectName]: {
    succeeded(flow: FlowState, event: Extract<EffectSucceeded, { effect: { type: Name } }>): Transition;
    failed(flow: FlowState, problem: Problem, effect: Extract<Effect, { type: Name }>): Transition;
  };
};

/** Part of the state machine. The reducers of the search load with the first screen, the others after it. */
export type Reducers = { onEvent: Partial<EventReducers>; onResult: Partial<ResultReducers> };

/** Several parts of the state machine as one. Of two reducers for the same event, the last one applies. */
export function mergeReducers(...parts: Reducers[]): Reducers {
  return {
    onEvent: Object.assign({}, ...parts.map(({ onEvent }) => onEvent)),
    onResult: Object.assign({}, ...parts.map(({ onResult }) => onResult)),
  };
}

type ResultReducer = {
  succeeded(flow: FlowState, event: EffectSucceeded): Transition;
  failed(flow: FlowState, problem: Problem, effect: Effect): Transition;
};

/**
 * The state machine of the flow: from a state and an event to the next state and the effects to run. Pure: no DOM, no
 * network, no clock. At most one effect that the user waits for runs at a time, so a second press changes nothing.
 *
 * @throws Error for an event without a reducer, which is a programming error.
 * @example
 * const { flow, effects } = transition(searchReducers, initialState({ sponsorSlug: "sponsor-sandbox" }), { type: "started" });
 */
export function transition(reducers: Reducers, flow: FlowState, event: FlowEvent): Transition {
  if (event.type === "effect_succeeded" || event.type === "effect_failed") {
    const reducer = reducers.onResult[event.effect.type] as ResultReducer | undefined;
    if (!reducer) throw new Error(`No reducer for the result of ${event.effect.type}`);
    return event.type === "effect_succeeded"
      ? reducer.succeeded(flow, event)
      : reducer.failed(flow, event.problem, event.effect);
  }
  const reducer = reducers.onEvent[event.type] as
    | ((flow: FlowState, event: FlowEvent) => Transition)
    | undefined;
  if (!reducer) throw new Error(`No reducer for ${event.type}`);
  return reducer(flow, event);
}

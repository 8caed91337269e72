import type { Problem } from "../api/problem.ts";
import type { Advance, Done, Effect, EffectName, FlowEvent } from "./events.ts";
import type { Flow } from "./state.ts";

/** What becomes of a flow by one kind of event. */
export type Handlers = {
  [Type in Exclude<FlowEvent["type"], "done" | "failed">]: (
    flow: Flow,
    event: Extract<FlowEvent, { type: Type }>,
  ) => Advance;
};

/** What becomes of a flow when an effect ends, well or badly. */
export type Endings = {
  [Name in EffectName]: {
    done(flow: Flow, event: Extract<Done, { of: { do: Name } }>): Advance;
    failed(flow: Flow, problem: Problem, effect: Extract<Effect, { do: Name }>): Advance;
  };
};

/** Part of the machine. The rules for the search are there at once, those for all that follows come later. */
export type Rules = { handlers: Partial<Handlers>; endings: Partial<Endings> };

/** Two parts of the machine as one. */
export function together(one: Rules, other: Rules): Rules {
  return {
    handlers: { ...one.handlers, ...other.handlers },
    endings: { ...one.endings, ...other.endings },
  };
}

/**
 * The flow's state machine: what is, and what happens, give what is next and what is to be done. Pure: no DOM, no
 * fetch, no clock. What is under way is finished before anything else is begun, so a second press changes nothing.
 *
 * @throws Error for an event that the rules at hand know nothing of: a mistake in the program.
 * @example
 * const { flow, effects } = advance(searching, newFlow({ sponsorSlug: "sponsor-sandbox" }), { type: "started" });
 */
export function advance(rules: Rules, flow: Flow, event: FlowEvent): Advance {
  if (event.type !== "done" && event.type !== "failed") {
    const handle = rules.handlers[event.type] as ((flow: Flow, event: FlowEvent) => Advance) | undefined;
    if (!handle) throw new Error(`No rule for ${event.type}`);
    return handle(flow, event);
  }
  const ending = rules.endings[event.of.do] as
    | {
        done(flow: Flow, event: Done): Advance;
        failed(flow: Flow, problem: Problem, effect: Effect): Advance;
      }
    | undefined;
  if (!ending) throw new Error(`No rule for ${event.of.do}`);
  return event.type === "done" ? ending.done(flow, event) : ending.failed(flow, event.problem, event.of);
}

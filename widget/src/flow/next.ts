import type { Advance, Effect } from "./events.ts";
import type { Flow } from "./state.ts";

/** The flow with some of it changed, and what is to be done because of it. */
export function becomes(flow: Flow, change: Partial<Flow> = {}, ...effects: Effect[]): Advance {
  return { flow: { ...flow, ...change }, effects };
}

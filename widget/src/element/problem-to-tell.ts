import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { Problem } from "../problem/problem.ts";
import { newRequirement } from "./requirement-notice.ts";

/** The problem that an event brings, and that the user sees. A call that goes on by itself has not failed yet. */
export function problemToTell(before: FlowState, flow: FlowState, event: FlowEvent): Problem | undefined {
  if (event.type !== "effect_failed") return newRequirement(before, flow);
  return event.effect.type === before.running && flow.running ? undefined : event.problem;
}

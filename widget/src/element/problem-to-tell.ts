import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { Problem } from "../problem/problem.ts";
import { newRequirement } from "./requirement-notice.ts";

/**
 * The problem that an event brings, and that the user sees. A call that goes on by itself has not failed yet, and a
 * create that the page's hook has stopped does not fail.
 */
export function problemToTell(before: FlowState, flow: FlowState, event: FlowEvent): Problem | undefined {
  if (event.type !== "effect_failed") return newRequirement(before, flow);
  if (event.problem.code === "cancelled") return undefined;
  return event.effect.type === before.running && flow.running ? undefined : event.problem;
}

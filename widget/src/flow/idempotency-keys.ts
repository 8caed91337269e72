import type { Problem } from "../problem/problem.ts";

/** Ends a key whose call replaces one that may have arrived, after that was checked. */
export const retrySuffix = ".2";

/**
 * The key of a request's next completion. Each key follows from the one before, the first from that of the create: a
 * flow that is restored in an older state repeats the call in progress instead of making a second one.
 */
export function nextKey(key = ""): string {
  return `${key}.`;
}

/** Whether the server accepts no further call under the key. */
export function isKeyConsumed({ code }: Problem): boolean {
  return code === "outcome_unknown" || code === "idempotency_mismatch";
}

import type { Problem } from "../problem/problem.ts";

/** At the end of a key: the call under the key before it may have arrived, and was looked after. */
export const retrySuffix = ".2";

/**
 * The key of a request's next completion. It follows from the one before, and the first from the create's: whoever
 * comes back after a reload that was quicker than what is kept sends what was under way again, and not a second one.
 */
export const nextKey = (key = "") => `${key}.`;

/** Whether no other call can be sent under the key that this one had. */
export const isKeyConsumed = ({ code }: Problem) =>
  code === "outcome_unknown" || code === "idempotency_mismatch";

import type { Problem } from "../client/problem.ts";
import type { FileLine } from "./flow.ts";

/**
 * The way of one file, pure. `preparing` → (`page` →) `waiting` → `sending` → `sent`; a broken upload is `resting`
 * until it is tried again, without a connection `paused`, and `failed` when only the person can help.
 */

/** Milliseconds before it is tried again by itself, the first, second and third time. */
export const pauses = [1_000, 4_000, 12_000];

/** Problems that time does not heal: the page gave no session, so asking again by ourselves would only loop. */
const needsPerson = ["session_failed", "file_unreadable"];

/** On its way: what it was tried before is behind it. */
export function sending(file: FileLine): FileLine {
  return { ...file, state: "sending", sentBytes: 0, stalled: false, problem: undefined };
}

/**
 * So many bytes have left. A try that comes a tenth further than all before it may fail three times anew. What has
 * left as a whole may have arrived, whatever becomes of the answer.
 */
export function progressed(file: FileLine, sentBytes: number): FileLine {
  if (file.state !== "sending") return file;
  const { size, furthest = 0, mayBeThere, retries } = file;
  const isFurther = sentBytes > furthest + size / 10;
  return {
    ...file,
    sentBytes,
    stalled: false,
    furthest: Math.max(furthest, sentBytes),
    retries: isFurther ? 0 : retries,
    mayBeThere: mayBeThere || sentBytes >= size,
  };
}

/** What an effect of the file ended with. */
export function broke(file: FileLine, problem: Problem): FileLine {
  const { state, retries = 0 } = file;
  const broken = { ...file, problem, stalled: false, brokeAt: state };
  if (problem.code === "offline") return { ...broken, state: "paused" };
  if (!problem.retryable || needsPerson.includes(problem.code) || retries >= pauses.length) {
    return { ...broken, state: "failed" };
  }
  return { ...broken, state: "resting", retries: retries + 1 };
}

/** Milliseconds that a resting file rests. What was only interrupted on its way goes again at once, once. */
export function restOf({ retries = 1, problem }: FileLine): number {
  return retries === 1 && problem?.code === "upload_interrupted" ? 0 : (pauses[retries - 1] ?? 0);
}

/** Goes on where it broke: by itself after a rest, or with one press. */
export function goesOn(file: FileLine): FileLine {
  const state = file.brokeAt === "preparing" ? "preparing" : "waiting";
  return { ...file, state, problem: undefined, brokeAt: undefined, sentBytes: 0 };
}

/** Another request has none of it: what could be sent goes again. What was refused before it was sent stays so. */
export function anew(file: FileLine): FileLine {
  const { state, brokeAt, problem } = file;
  const isElsewhere = state === "preparing" || state === "page" || brokeAt === "preparing";
  if (isElsewhere || (state === "failed" && !brokeAt && problem)) return file;
  return {
    ...goesOn(file),
    retries: 0,
    furthest: 0,
    stalled: false,
    mayBeThere: false,
  };
}

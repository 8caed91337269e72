import type { Problem } from "../problem/problem.ts";
import type { FileEntry } from "./state.ts";

/**
 * The way of one file, pure. `preparing` → (`page` →) `waiting` → `sending` → `sent`; a broken upload is `resting`
 * until it is tried again, without a connection `paused`, and `failed` when only the person can help.
 */

/** Milliseconds before it is tried again by itself, the first, second and third time, and from then on. */
const pauses = [1_000, 4_000, 12_000];
/** Tries by itself that may come nowhere, one after the other. */
const mostInVain = 3;
/** Tries by itself in all: a line that always breaks half-way is not fed for ever. */
const mostTries = 9;

/** Problems that time does not heal: the page gave no session, so asking again by ourselves would only loop. */
const needsPerson = ["session_failed", "file_unreadable"];

/**
 * On its way: what it was tried before is behind it. From here on it may arrive, whatever becomes of the answer: how
 * much has left is known only some moments later, and a short file is gone by then.
 */
export function sending(file: FileEntry): FileEntry {
  return { ...file, state: "sending", sentBytes: 0, stalled: false, problem: undefined, mayBeThere: true };
}

/** So many bytes have left. A try that carries a tenth of the file was not in vain. */
export function progressed(file: FileEntry, sentBytes: number): FileEntry {
  if (file.state !== "sending") return file;
  return { ...file, sentBytes, stalled: false, vain: sentBytes > file.size / 10 ? 0 : file.vain };
}

/** What an effect of the file ended with. What was refused at its first try did not arrive. */
export function broke(file: FileEntry, problem: Problem): FileEntry {
  const { state, tries = 0, vain = 0 } = file;
  const mayBeThere = file.mayBeThere && (problem.retryable || tries > 0);
  const broken = { ...file, problem, mayBeThere, stalled: false, brokeAt: state };
  if (problem.code === "offline") return { ...broken, state: "paused" };
  const isHopeless = vain >= mostInVain || tries >= mostTries;
  if (!problem.retryable || needsPerson.includes(problem.code) || isHopeless) {
    return { ...broken, state: "failed" };
  }
  return { ...broken, state: "resting", tries: tries + 1, vain: vain + 1 };
}

/** Milliseconds that a resting file rests. What was only interrupted on its way goes again at once, once. */
export function restOf({ tries = 1, problem }: FileEntry): number {
  if (tries === 1 && problem?.code === "upload_interrupted") return 0;
  return pauses[Math.min(tries, pauses.length) - 1] ?? 0;
}

/** With one press: all its tries are before it. */
export function retried(file: FileEntry): FileEntry {
  const canBe = file.state === "failed" || file.state === "resting" || file.state === "paused";
  return canBe ? { ...goesOn(file), tries: 0, vain: 0 } : file;
}

/** Goes on where it broke. */
export function goesOn(file: FileEntry): FileEntry {
  const state = file.brokeAt === "preparing" ? "preparing" : "waiting";
  return { ...file, state, problem: undefined, brokeAt: undefined, sentBytes: 0 };
}

/** Another request has none of it: what could be sent goes again. What was refused before it was sent stays so. */
export function anew(file: FileEntry): FileEntry {
  const { state, brokeAt, problem } = file;
  const isElsewhere = state === "preparing" || state === "page" || brokeAt === "preparing";
  if (isElsewhere || (state === "failed" && !brokeAt && problem)) return file;
  return {
    ...goesOn(file),
    tries: 0,
    vain: 0,
    stalled: false,
    mayBeThere: false,
  };
}

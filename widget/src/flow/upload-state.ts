import type { Problem } from "../problem/problem.ts";
import type { FileEntry } from "./state.ts";

/**
 * The way of one file, pure. `preparing` → (`page` →) `waiting` → `sending` → `sent`; a broken upload is `resting`
 * until it is tried again, without a connection `paused`, and `failed` when only the person can help.
 */

/** Milliseconds before it is tried again by itself, the first, second and third time, and from then on. */
const retryDelays = [1_000, 4_000, 12_000];
/** Tries by itself that may come nowhere, one after the other. */
const maxFruitlessRetries = 3;
/** Tries by itself in all: a line that always breaks half-way is not fed for ever. */
const maxRetries = 9;

/** Problems that time does not heal: the page gave no session, so asking again by ourselves would only loop. */
const userOnlyProblems = ["session_failed", "file_unreadable"];

/**
 * On its way: what it was tried before is behind it. From here on it may arrive, whatever becomes of the answer: how
 * much has left is known only some moments later, and a short file is gone by then.
 */
export function startUpload(file: FileEntry): FileEntry {
  return {
    ...file,
    state: "sending",
    sentBytes: 0,
    stalled: false,
    problem: undefined,
    mayHaveArrived: true,
  };
}

/** So many bytes have left. A try that carries a tenth of the file was not in vain. */
export function recordProgress(file: FileEntry, sentBytes: number): FileEntry {
  if (file.state !== "sending") return file;
  return {
    ...file,
    sentBytes,
    stalled: false,
    fruitlessRetries: sentBytes > file.size / 10 ? 0 : file.fruitlessRetries,
  };
}

/** What an effect of the file ended with. What was refused at its first try did not arrive. */
export function failUpload(file: FileEntry, problem: Problem): FileEntry {
  const { state, retries: tries = 0, fruitlessRetries: vain = 0 } = file;
  const mayBeThere = file.mayHaveArrived && (problem.retryable || tries > 0);
  const broken = { ...file, problem, mayBeThere, stalled: false, brokeAt: state };
  if (problem.code === "offline") return { ...broken, state: "paused" };
  const isHopeless = vain >= maxFruitlessRetries || tries >= maxRetries;
  if (!problem.retryable || userOnlyProblems.includes(problem.code) || isHopeless) {
    return { ...broken, state: "failed" };
  }
  return { ...broken, state: "resting", retries: tries + 1, fruitlessRetries: vain + 1 };
}

/** Milliseconds that a resting file rests. What was only interrupted on its way goes again at once, once. */
export function retryDelay({ retries: tries = 1, problem }: FileEntry): number {
  if (tries === 1 && problem?.code === "upload_interrupted") return 0;
  return retryDelays[Math.min(tries, retryDelays.length) - 1] ?? 0;
}

/** With one press: all its tries are before it. */
export function retryByUser(file: FileEntry): FileEntry {
  const canBe = file.state === "failed" || file.state === "resting" || file.state === "paused";
  return canBe ? { ...requeue(file), retries: 0, fruitlessRetries: 0 } : file;
}

/** Goes on where it broke. */
export function requeue(file: FileEntry): FileEntry {
  const state = file.failedState === "preparing" ? "preparing" : "waiting";
  return { ...file, state, problem: undefined, failedState: undefined, sentBytes: 0 };
}

/** Another request has none of it: what could be sent goes again. What was refused before it was sent stays so. */
export function resetForNewRequest(file: FileEntry): FileEntry {
  const { state, failedState: brokeAt, problem } = file;
  const isElsewhere = state === "preparing" || state === "page" || brokeAt === "preparing";
  if (isElsewhere || (state === "failed" && !brokeAt && problem)) return file;
  return {
    ...requeue(file),
    retries: 0,
    fruitlessRetries: 0,
    stalled: false,
    mayHaveArrived: false,
  };
}

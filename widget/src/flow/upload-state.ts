import type { Problem } from "../problem/problem.ts";
import type { FileEntry } from "./state.ts";

/**
 * The state machine of one file, pure. `preparing` → (`page` →) `waiting` → `sending` → `sent`. A failed upload is
 * `retrying` until the next attempt, `paused` without a connection, and `failed` when only the user can continue.
 */

/** Milliseconds before the first, second and third retry, and before every further one. */
const retryDelays = [1_000, 4_000, 12_000];
/** Retries in a row that may send nothing. */
const maxFruitlessRetries = 3;
/** Retries in all: a connection that breaks in the middle every time ends here. */
const maxRetries = 9;
/** Uploads of a large file that broke in a row, while small calls passed: a proxy refuses its size. */
const maxInterruptions = 3;
/** Bytes above which a file is large in this sense. nginx takes 1 MB by default. */
const largeFileBytes = 500_000;

/** Retryable problems that a retry alone does not solve. Without a session every retry fails. */
const userOnlyProblems = ["session_failed", "file_unreadable"];

/**
 * Starts an upload. From now on the file may arrive, whatever the response: progress is reported late, and a short
 * file may be sent before the first report.
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

/** Records progress. An attempt that sends a tenth of the file is not fruitless. */
export function recordProgress(file: FileEntry, sentBytes: number): FileEntry {
  if (file.state !== "sending") return file;
  const fruitlessRetries = sentBytes > file.size / 10 ? 0 : file.fruitlessRetries;
  return { ...file, sentBytes, stalled: false, fruitlessRetries };
}

/** Handles the failure of an effect. A file that the first attempt refused has not arrived. */
export function failUpload(file: FileEntry, problem: Problem): FileEntry {
  const { retries = 0, fruitlessRetries = 0 } = file;
  // With a request id the server says so: it has read a part of the file.
  const isCut = problem.code === "upload_interrupted" && !problem.requestId;
  const interruptions = isCut ? (file.interruptions ?? 0) + 1 : 0;
  const failed: FileEntry = {
    ...file,
    problem,
    interruptions,
    mayHaveArrived: file.mayHaveArrived && (problem.retryable || retries > 0),
    stalled: false,
    failedState: file.state,
  };
  if (problem.code === "offline") return { ...failed, state: "paused" };
  if (interruptions >= maxInterruptions && file.size > largeFileBytes) {
    return { ...failed, state: "failed", problem: { code: "file_too_large", retryable: true } };
  }
  const hasRetriesLeft = fruitlessRetries < maxFruitlessRetries && retries < maxRetries;
  if (!problem.retryable || userOnlyProblems.includes(problem.code) || !hasRetriesLeft) {
    return { ...failed, state: "failed" };
  }
  return { ...failed, state: "retrying", retries: retries + 1, fruitlessRetries: fruitlessRetries + 1 };
}

/** Milliseconds before the next retry. An interrupted upload is retried at once, the first time. */
export function retryDelay({ retries = 1, problem }: FileEntry): number {
  if (retries === 1 && problem?.code === "upload_interrupted") return 0;
  return retryDelays[Math.min(retries, retryDelays.length) - 1] ?? 0;
}

/** Retries at the user's request, with all retries left again. */
export function retryByUser(file: FileEntry): FileEntry {
  const canRetry = file.state === "failed" || file.state === "retrying" || file.state === "paused";
  return canRetry ? { ...requeue(file), retries: 0, fruitlessRetries: 0, interruptions: 0 } : file;
}

/** Continues in the state in which the file failed. */
export function requeue(file: FileEntry): FileEntry {
  const state = file.failedState === "preparing" ? "preparing" : "waiting";
  return { ...file, state, problem: undefined, failedState: undefined, sentBytes: 0 };
}

/** Whether a file is in a state that ends with the page, or while the widget is out of the document. */
export function isInterruptible({ state }: FileEntry): boolean {
  return state === "sending" || state === "retrying" || state === "paused";
}

/** An interrupted upload starts again. The server stores the same file for the same request once. */
export function requeueInterrupted(file: FileEntry): FileEntry {
  return isInterruptible(file) ? requeue(file) : file;
}

/** A new request has none of the files: they are sent again. A file that failed validation stays as it is. */
export function resetForNewRequest(file: FileEntry): FileEntry {
  const { state, failedState, problem } = file;
  const isInPreparation = state === "preparing" || state === "page" || failedState === "preparing";
  const isInvalid = state === "failed" && !failedState && problem;
  if (isInPreparation || isInvalid) return file;
  return {
    ...requeue(file),
    retries: 0,
    fruitlessRetries: 0,
    interruptions: 0,
    stalled: false,
    mayHaveArrived: false,
  };
}

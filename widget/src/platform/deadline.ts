import { browserClock, type Clock } from "./clock.ts";

/** Settles as `promise` does, or rejects with the signal's reason when that aborts first. */
export function abortable<Value>(promise: Promise<Value>, signal?: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    if (signal?.aborted) abort();
    signal?.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal?.removeEventListener("abort", abort));
  });
}

/**
 * Milliseconds at the end of a deadline that are a timer of their own. Time passes in a page that the browser keeps for
 * the back button, and answers that came meanwhile wait: they are delivered before the deadline ends.
 */
export const lastWait = 2_000;

/**
 * Settles as `work` does, or rejects with `reason()` after so many milliseconds. The signal that `work` gets aborts
 * then, and when `signal` does: a `fetch` that the page has wrapped may ignore it.
 */
export async function withDeadline<Value>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Value>,
  reason: () => unknown,
  { signal, clock = browserClock }: { signal?: AbortSignal | undefined; clock?: Clock | undefined } = {},
): Promise<Value> {
  const deadline = new AbortController();
  const ended = signal ? AbortSignal.any([deadline.signal, signal]) : deadline.signal;
  let cancel = clock.after(milliseconds - lastWait, () => {
    cancel = clock.after(lastWait, () => deadline.abort(reason()));
  });
  try {
    return await abortable(work(ended), ended);
  } finally {
    cancel();
  }
}

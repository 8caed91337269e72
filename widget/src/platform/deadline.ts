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
  const cancel = clock.after(milliseconds, () => deadline.abort(reason()));
  try {
    return await abortable(work(ended), ended);
  } finally {
    cancel();
  }
}

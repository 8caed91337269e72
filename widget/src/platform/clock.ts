/** Timers: the browser's, or a test's. */
export type Clock = {
  /** Calls `callback` once after so many milliseconds. Returns a function that cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
};

export const browserClock: Clock = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Resolves in another task. */
export const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

/**
 * Milliseconds since 1970, by a clock that nobody sets while the page is open. For durations; a date that outlives the
 * page is `Date.now()`.
 */
export const now = (): number => performance.timeOrigin + performance.now();

/** Resolves at the next `online` event or, with a clock, after so many milliseconds. Rejects when the signal aborts. */
export function whenOnline(signal: AbortSignal, clock?: Clock, milliseconds = 0): Promise<undefined> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const settle = () => {
      cancel?.();
      removeEventListener("online", settle);
      signal.removeEventListener("abort", settle);
      if (signal.aborted) reject(signal.reason);
      else resolve(undefined);
    };
    const cancel = clock?.after(milliseconds, settle);
    addEventListener("online", settle);
    signal.addEventListener("abort", settle);
  });
}

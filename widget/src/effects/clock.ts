/** How time passes: the browser's clock, or a test's own. */
export type Timers = {
  /** Calls `then` once after so many milliseconds; what it gives back calls that off. */
  after(milliseconds: number, then: () => void): () => void;
};

export const browserTimers: Timers = {
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Resolves when a connection is back, or a time (ms) is over; rejects when nobody listens any more. */
export function connection(signal: AbortSignal, timers?: Timers, milliseconds = 0): Promise<undefined> {
  return new Promise((resolve, reject) => {
    const stop = timers?.after(milliseconds, () => end());
    const end = () => {
      stop?.();
      removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      if (signal.aborted) reject(signal.reason);
      else resolve(undefined);
    };
    addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}

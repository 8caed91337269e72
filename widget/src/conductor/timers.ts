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

import type { Clock } from "../platform/clock.ts";

/** A clock that a test moves on. */
export class FakeClock implements Clock {
  #now = 0;
  #due: { at: number; milliseconds: number; callback: () => void }[] = [];

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, milliseconds, callback };
    this.#due.push(timer);
    return () => {
      this.#due = this.#due.filter((other) => other !== timer);
    };
  }

  /** Moves on, and calls what is due. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#due.filter(({ at }) => at <= this.#now);
    this.#due = this.#due.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }

  /** The durations of the timers that run. */
  get timers(): number[] {
    return this.#due.map(({ milliseconds }) => milliseconds);
  }

  get waiting(): number {
    return this.#due.length;
  }
}

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

  /** Moves on, and calls what is due, at its time: a timer that a callback starts may be due as well. */
  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = this.#due.toSorted((one, other) => one.at - other.at);
      if (!next || next.at > end) break;
      this.#now = Math.max(this.#now, next.at);
      this.#due = this.#due.filter((timer) => timer !== next);
      next.callback();
    }
    this.#now = end;
  }

  /** Moves on in a page that the browser has frozen: what is due is called late, and what it starts begins then. */
  thaw(milliseconds: number): void {
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

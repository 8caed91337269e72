import type { Clock } from "../time/clock.ts";

/** Counts calls in the last so many milliseconds, for each key. */
export class RateWindow {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #span: number;
  readonly #calls = new Map<string, number[]>();

  constructor(clock: Clock, limit: number, span: number) {
    this.#clock = clock;
    this.#limit = limit;
    this.#span = span;
  }

  /** Takes a place for one more call. Answers the seconds to wait when there is none; a refused call takes none. */
  take(key: string): { taken: true } | { taken: false; retryAfter: number } {
    const now = this.#clock.now();
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - this.#span);
    this.#calls.set(key, recent);
    const oldest = recent[0];
    if (recent.length >= this.#limit && oldest !== undefined) {
      return { taken: false, retryAfter: Math.ceil((oldest + this.#span - now) / 1000) };
    }
    recent.push(now);
    return { taken: true };
  }

  clear(): void {
    this.#calls.clear();
  }
}

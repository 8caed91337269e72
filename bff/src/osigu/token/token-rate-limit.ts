/** Calls of the token endpoint in any minute. The vendor allows 10 per client_id; the rest is left to others. */
export const mostCalls = 6;
/** Milliseconds. A little over the vendor's minute, for two clocks are never one. */
export const windowLength = 61_000;

/** A call of the token endpoint that this process made. */
export type CallMade = { id: string; at: number };

/** The calls that this process made in the last minute. */
export class CallBudget {
  readonly #now: () => number;
  #calls: CallMade[] = [];

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  recent(): readonly CallMade[] {
    const since = this.#now() - windowLength;
    if (this.#calls.some((call) => call.at <= since)) {
      this.#calls = this.#calls.filter((call) => call.at > since);
    }
    return this.#calls;
  }

  /** Notes a call when fewer than `most` were made; otherwise says in how many milliseconds one may be. */
  reserve(id: string, most: number): number | undefined {
    const calls = this.recent();
    const oldest = calls[calls.length - most];
    if (oldest !== undefined) return oldest.at + windowLength - this.#now();
    this.note(id);
    return undefined;
  }

  note(id: string): void {
    this.#calls.push({ id, at: this.#now() });
  }
}

/** Calls of the token endpoint in any minute. The vendor allows 10 per client_id; the rest is left to other clients. */
export const maxCalls = 6;
/** Milliseconds. A little more than the vendor's minute, because clocks differ. */
export const windowLength = 61_000;

/** A call of the token endpoint by this process. */
export type TokenCall = { id: string; at: number };

/** The calls of this process in the last minute. */
export class TokenRateLimit {
  readonly #now: () => number;
  #calls: TokenCall[] = [];

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  recent(): readonly TokenCall[] {
    const since = this.#now() - windowLength;
    if (this.#calls.some((call) => call.at <= since)) {
      this.#calls = this.#calls.filter((call) => call.at > since);
    }
    return this.#calls;
  }

  /** Records a call if fewer than `max` were made. Otherwise returns the milliseconds to wait. */
  reserve(id: string, max: number): number | undefined {
    const calls = this.recent();
    const oldest = calls[calls.length - max];
    if (oldest !== undefined) return oldest.at + windowLength - this.#now();
    this.record(id);
    return undefined;
  }

  record(id: string): void {
    this.#calls.push({ id, at: this.#now() });
  }
}

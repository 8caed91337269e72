/** Failures in a row after which an operation is no longer tried. */
const failuresToOpen = 10;
/** Milliseconds that it then stays closed to callers; doubled by each probe that fails. */
const shortestPause = 1_000;
const longestPause = 10_000;
/** Seconds at the most that we obey a `Retry-After` for. */
const longestRetryAfter = 60;

/**
 * Stops hammering an operation that is down: after a run of failures calls are refused at once, until a single
 * probe has succeeded. Also keeps still for as long as the vendor asks, and then lets everybody in: who asks for a
 * pause is not down. One for each operation, so that a broken one does not take the others with it.
 */
export class Breaker {
  readonly #now: () => number;
  #failures = 0;
  #pause = shortestPause;
  #openUntil = 0;
  #toldUntil = 0;
  #probing = false;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Seconds to wait when a call must not be made now; undefined when it may be, and then its end must be told. */
  refusal(): number | undefined {
    if (!this.open) return undefined;
    const left = Math.max(this.#openUntil, this.#toldUntil) - this.#now();
    if (left > 0) return Math.ceil(left / 1000);
    if (this.#probing) return 1;
    this.#probing = true;
    return undefined;
  }

  get open(): boolean {
    return this.#openUntil !== 0 || (this.#toldUntil !== 0 && this.#toldUntil > this.#now());
  }

  succeeded(): void {
    this.#failures = 0;
    this.#pause = shortestPause;
    this.#openUntil = 0;
    this.#toldUntil = 0;
    this.#probing = false;
  }

  failed(): void {
    this.#failures += 1;
    const wasProbe = this.#probing;
    this.#probing = false;
    if (wasProbe) this.#pause = Math.min(this.#pause * 2, longestPause);
    // A little chance, so that several instances do not probe in step.
    if (wasProbe || this.#failures >= failuresToOpen)
      this.#openUntil = this.#later(this.#openUntil, this.#pause * (0.9 + Math.random() * 0.2));
  }

  /** Told by the vendor to come back later. */
  told(seconds: number): void {
    this.#probing = false;
    this.#toldUntil = this.#later(this.#toldUntil, Math.min(seconds, longestRetryAfter) * 1000);
  }

  /** A call ended in a way that says nothing about the vendor, such as its caller leaving. */
  unknown(): void {
    this.#probing = false;
  }

  #later(until: number, milliseconds: number): number {
    return Math.max(until, this.#now() + milliseconds);
  }
}

/** Failures in a row that open the circuit. */
const failureThreshold = 10;
/** Milliseconds that the circuit then stays open. Each failed probe doubles them. */
const minOpenTime = 1_000;
const maxOpenTime = 10_000;
/** Seconds, at most, for which a `Retry-After` is obeyed. */
const maxRetryAfter = 60;

/**
 * A circuit breaker for one operation, so that a broken operation does not take the others with it.
 * After a run of failures calls are rejected at once, until a single probe succeeds. A `Retry-After` rejects calls as
 * well, but is no failure: afterwards all calls are admitted.
 */
export class CircuitBreaker {
  readonly #now: () => number;
  #failures = 0;
  #openTime = minOpenTime;
  /** By the monotonic clock; 0 while the circuit is closed. */
  #openUntil = 0;
  #heldUntil = 0;
  #isProbing = false;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Admits a call: undefined, and its end must then be recorded. Otherwise the seconds to wait. */
  admit(): number | undefined {
    if (!this.isOpen) return undefined;
    const left = Math.max(this.#openUntil, this.#heldUntil) - this.#now();
    if (left > 0) return Math.ceil(left / 1000);
    if (this.#isProbing) return 1;
    this.#isProbing = true;
    return undefined;
  }

  get isOpen(): boolean {
    return this.#openUntil !== 0 || (this.#heldUntil !== 0 && this.#heldUntil > this.#now());
  }

  recordSuccess(): void {
    this.#failures = 0;
    this.#openTime = minOpenTime;
    this.#openUntil = 0;
    this.#heldUntil = 0;
    this.#isProbing = false;
  }

  recordFailure(): void {
    this.#failures += 1;
    const wasProbe = this.#isProbing;
    this.#isProbing = false;
    if (wasProbe) this.#openTime = Math.min(this.#openTime * 2, maxOpenTime);
    // Jitter, so that several instances do not probe at the same time.
    if (wasProbe || this.#failures >= failureThreshold)
      this.#openUntil = this.#later(this.#openUntil, this.#openTime * (0.9 + Math.random() * 0.2));
  }

  /** The vendor sent a `Retry-After`. */
  recordRetryAfter(seconds: number): void {
    this.#isProbing = false;
    this.#heldUntil = this.#later(this.#heldUntil, Math.min(seconds, maxRetryAfter) * 1000);
  }

  /** Ends a call that says nothing about the vendor, such as one whose caller left. Has no effect after the others. */
  release(): void {
    this.#isProbing = false;
  }

  #later(until: number, milliseconds: number): number {
    return Math.max(until, this.#now() + milliseconds);
  }
}

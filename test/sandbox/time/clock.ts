/** The sandbox's own time: the machine's, moved by what a test asked for. Milliseconds since 1970. */
export class Clock {
  readonly #source: () => number;
  #offset = 0;
  /** What the source read when the clock was stopped. */
  #stopped: number | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(source: () => number = Date.now) {
    this.#source = source;
  }

  now(): number {
    return (this.#stopped ?? this.#source()) + this.#offset;
  }

  /** The present instant, ISO 8601 in UTC. */
  iso(): string {
    return new Date(this.now()).toISOString();
  }

  /** Moves time by milliseconds; tokens expire and due decisions fall as if it had passed. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
    for (const listener of this.#listeners) listener();
  }

  /** Lets time pass no more by itself: only `advance` and `set` move it, until `reset`. */
  stop(): void {
    this.#stopped ??= this.#source();
  }

  /** Sets time to an instant; it runs on from there. */
  set(instant: number): void {
    this.advance(instant - this.now());
  }

  /** Goes back to the machine's time. */
  reset(): void {
    this.#stopped = undefined;
    this.advance(-this.#offset);
  }

  /** Calls `listener` whenever time was moved by hand. Returns the way to stop that. */
  onMove(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

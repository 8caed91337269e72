/** One exchange of an operation, and whether it has started. */
type Turn = { begin(): void; isRunning: boolean };

/**
 * Shares the connections among operations: one that hangs fills its own share, and the others go on. Beyond its share
 * an exchange waits for one of the same operation to end.
 */
export class OperationShares {
  readonly #maxRunning: number;
  readonly #running = new Map<string, number>();
  readonly #waiting = new Map<string, Set<Turn>>();

  constructor(maxRunning: number) {
    this.#maxRunning = maxRunning;
  }

  /** Begins an exchange, now or when there is room. Gives the function that ends it, whether it has begun or not. */
  enter(operation: string, begin: () => void): () => void {
    const turn: Turn = { begin, isRunning: false };
    const waiting = this.#waiting.get(operation) ?? new Set();
    this.#waiting.set(operation, waiting.add(turn));
    this.#beginNext(operation);
    return () => {
      if (turn.isRunning) this.#running.set(operation, (this.#running.get(operation) ?? 1) - 1);
      turn.isRunning = false;
      waiting.delete(turn);
      this.#beginNext(operation);
    };
  }

  #beginNext(operation: string): void {
    const running = this.#running.get(operation) ?? 0;
    const [turn] = this.#waiting.get(operation) ?? [];
    if (turn === undefined || running >= this.#maxRunning) return;
    this.#waiting.get(operation)?.delete(turn);
    this.#running.set(operation, running + 1);
    turn.isRunning = true;
    turn.begin();
  }
}

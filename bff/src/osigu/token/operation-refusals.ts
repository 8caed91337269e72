/** Milliseconds in which one operation causes one renewal. */
const refusalPeriod = 300_000;
/** Operations that are remembered. */
const maxOperations = 200;

/**
 * Operations that were answered with 401. One that refuses two tokens in a row is not closed to the token but to this
 * client, and a third token would not help: without this, one wrong path would use up the calls of the token endpoint.
 */
export class OperationRefusals<Token extends object> {
  readonly #now: () => number;
  readonly #refusals = new Map<string, { token: Token; until: number }>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Records a 401. Whether a new token may help. */
  record(operation: string, token: Token): boolean {
    const earlier = this.#refusals.get(operation);
    if (earlier !== undefined && earlier.until > this.#now()) return earlier.token === token;
    if (this.#refusals.size >= maxOperations) this.#refusals.clear();
    this.#refusals.set(operation, { token, until: this.#now() + refusalPeriod });
    return true;
  }

  /** The operation has accepted a token. */
  clear(operation: string): void {
    this.#refusals.delete(operation);
  }
}

/** Retries that may be made per call, in the long run. */
const share = 0.1;
/** Retries that may be saved up, so that a quiet server can still mend one mishap. */
const most = 10;

/** Bounds how much retrying adds to the load of a vendor that is already ailing. */
export class RetryBudget {
  #saved = most;

  /** A call was made that is no retry. */
  earn(): void {
    if (this.#saved < most) this.#saved = Math.min(most, this.#saved + share);
  }

  /** Whether a retry may be made now; it is then spent. */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}

/** Retries per call in the long run. */
const retryRatio = 0.1;
/** Retries that can be saved up, so that a server with little traffic can still retry. */
const maxSaved = 10;

/** Limits how much retries add to the load of a vendor that fails. */
export class RetryBudget {
  #saved = maxSaved;

  /** Records a call that is not a retry. */
  earn(): void {
    if (this.#saved < maxSaved) this.#saved = Math.min(maxSaved, this.#saved + retryRatio);
  }

  /** Whether a retry is allowed now. It is then spent. */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}

import { ProblemError } from "../problem/problem-error.ts";

/** Bytes that bodies may hold in memory together: eight of the default's largest files as Base64. */
const defaultBudget = 112 * 1024 * 1024;

/** Bounds the memory of bodies that are read whole, whatever their number and the largest allowed size. */
export class MemoryBudget {
  readonly #total: number;
  #reserved = 0;

  /** `largest`: bytes of the largest body, which has room when it is alone. */
  constructor(largest: number, total = defaultBudget) {
    this.#total = Math.max(total, largest);
  }

  /** Reserves bytes, and gives the function that frees them. Throws `overloaded`. */
  reserve(bytes: number): () => void {
    if (this.#reserved + bytes > this.#total) throw new ProblemError("overloaded", { retryAfter: 1 });
    this.#reserved += bytes;
    let isReserved = true;
    return () => {
      if (isReserved) this.#reserved -= bytes;
      isReserved = false;
    };
  }
}

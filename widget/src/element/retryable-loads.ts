import { asProblem, type Problem } from "../problem/problem.ts";

type Work = () => Promise<unknown>;

/** Runs work that loads modules. Work that failed is kept, so that the user can run it again. */
export class RetryableLoads {
  /** The problem of the last failure, until everything that failed has succeeded. */
  problem: Problem | undefined;
  #failed = new Set<Work>();
  #onChange: () => void;
  #onProblem: (problem: Problem) => void;

  constructor(onChange: () => void, onProblem: (problem: Problem) => void) {
    this.#onChange = onChange;
    this.#onProblem = onProblem;
  }

  async run(work: Work): Promise<void> {
    try {
      await work();
      this.#failed.delete(work);
    } catch (thrown) {
      this.#failed.add(work);
      this.problem = asProblem(thrown);
      this.#onProblem(this.problem);
    }
    if (!this.#failed.size) this.problem = undefined;
    this.#onChange();
  }

  retry(): void {
    this.problem = undefined;
    for (const work of this.#failed) void this.run(work);
  }

  /** Forgets work that failed: it is no longer needed. */
  cancel(work: Work): void {
    this.#failed.delete(work);
  }

  cancelAll(): void {
    this.#failed.clear();
  }
}

import { ProblemError } from "../problem/problem-error.ts";

/** What is somebody else's, or nobody's: answered as what does not exist is. Only the audit knows the difference. */
export class NotOwned extends ProblemError {
  constructor() {
    super("not_found");
  }
}

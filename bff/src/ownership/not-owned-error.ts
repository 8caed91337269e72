import { ProblemError } from "../problem/problem-error.ts";

/** For what belongs to another owner, or to none. Answered like what does not exist; only the audit differs. */
export class NotOwnedError extends ProblemError {
  constructor() {
    super("not_found");
  }
}

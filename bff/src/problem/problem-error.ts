import { type FieldError, type ProblemCode, problems } from "@osigu-preauth/shared";

type More = {
  /** A sentence for this very case. Never text that came from outside. */
  detail?: string;
  errors?: FieldError[];
  /** Seconds after which the same call may succeed. */
  retryAfter?: number;
};

/**
 * What went wrong, as one of the closed list of codes. It carries no cause: errors of libraries hold bodies,
 * tokens and addresses, and whatever is attached to an error ends in a log one day.
 */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: FieldError[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, more: More = {}) {
    super(code);
    this.name = "ProblemError";
    this.code = code;
    this.detail = more.detail;
    this.errors = more.errors;
    this.retryAfter = more.retryAfter;
  }

  get status(): number {
    return problems[this.code].status;
  }
}

/** What was thrown, as a problem; anything that is none becomes `internal_error`. */
export function problemOf(thrown: unknown): ProblemError {
  return thrown instanceof ProblemError ? thrown : new ProblemError("internal_error");
}

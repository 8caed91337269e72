import { type FieldError, type ProblemCode, problems } from "@osigu-preauth/shared";

type Details = {
  /** A sentence about this case. Never text of a client or of the vendor. */
  detail?: string;
  errors?: FieldError[];
  /** Seconds after which the same call may succeed. */
  retryAfter?: number;
};

/**
 * A failure, as one of the closed list of codes. It has no cause: errors of libraries hold bodies, tokens and
 * addresses, and what is attached to an error may end in a log.
 */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: FieldError[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, details: Details = {}) {
    super(code);
    this.name = "ProblemError";
    this.code = code;
    this.detail = details.detail;
    this.errors = details.errors;
    this.retryAfter = details.retryAfter;
  }

  get status(): number {
    return problems[this.code].status;
  }
}

/** What was thrown, as a problem: `internal_error` for anything that is not one. */
export function problemOf(thrown: unknown): ProblemError {
  return thrown instanceof ProblemError ? thrown : new ProblemError("internal_error");
}

import type { FieldError, ProblemCode } from "@osigu-preauth/shared";

/**
 * The problem codes of the server, and those of the browser.
 * `offline`: no connection. `unreachable`: a connection, and no response from the server.
 * `session_failed`: `getToken` failed, or its token was refused. `not_configured`: the host page has no `getToken`, or
 * one that gives no token. `sponsor_unknown`: the BFF has no such sponsor for this session.
 * `request_unknown`: the session does not reach the request that the host page names.
 * `cancelled`: the `beforeSubmit` hook returned `false`.
 * `file_unreadable`: the file cannot be read from the device. `photo_unreadable`: the browser cannot draw it.
 * `photo_blocked`: the browser protects what it draws, and gives noise in its place.
 * `too_many_files`: the document accepts no further file. `upload_stalled`: no progress for too long.
 * `no_search_form`: the sponsor has no form for an authorization, only for reimbursements perhaps.
 * `biometric_required`: the sponsor requires a biometric check, which the widget cannot make.
 */
export type ClientProblemCode =
  | ProblemCode
  | "offline"
  | "unreachable"
  | "session_failed"
  | "not_configured"
  | "sponsor_unknown"
  | "request_unknown"
  | "cancelled"
  | "file_unreadable"
  | "photo_unreadable"
  | "photo_blocked"
  | "too_many_files"
  | "upload_stalled"
  | "no_search_form"
  | "biometric_required";

/** An error as a value. `retryable`: whether the same call may succeed later. `errors`: by field. */
export type Problem = {
  code: ClientProblemCode;
  retryable: boolean;
  /** Seconds of the `Retry-After` header; 0 without one. */
  retryAfter?: number | undefined;
  /** The request id for support. */
  requestId?: string | undefined;
  errors?: FieldError[] | undefined;
  /** The sponsor's own message, where it has one. */
  detail?: string | undefined;
};

/** A `Problem`, thrown. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** The problem of anything that was thrown. Any other error than a `ProblemError` is a bug: it is logged and shown. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  console.error(thrown);
  return { code: "internal_error", retryable: true };
}

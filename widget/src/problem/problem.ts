import type { FieldError, ProblemCode } from "@osigu-preauth/shared";

/**
 * What can go wrong, as the person is told: the server's closed list, and what only a browser can know.
 * `offline`: there is no connection. `unreachable`: there is one, and the server does not answer.
 * `session_failed`: the page gave no session token. `cancelled`: the host's `beforeSubmit` said no.
 * `file_unreadable`: the file could not be read from the device. `photo_unreadable`: this browser cannot draw it.
 * `too_many_files`: the sponsor takes no more for this document. `upload_stalled`: no byte left for too long.
 */
export type ClientProblemCode =
  | ProblemCode
  | "offline"
  | "unreachable"
  | "session_failed"
  | "cancelled"
  | "file_unreadable"
  | "photo_unreadable"
  | "too_many_files"
  | "upload_stalled";

/** An error as a value: what happened, whether the same call may work when it is made again, and whose field it was. */
export type Problem = {
  code: ClientProblemCode;
  retryable: boolean;
  /** Seconds after which the server wants to be asked again; 0 where it did not say. */
  retryAfter?: number | undefined;
  /** For the person at the other end of a support line. */
  requestId?: string | undefined;
  errors?: FieldError[] | undefined;
  /** The sponsor's own sentence, where it gave one. */
  detail?: string | undefined;
};

/** A `Problem` on its way up the stack. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** Whatever was thrown, as a problem. A bug of ours is one too: it is shown, and never swallowed. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof ProblemError) return thrown.problem;
  console.error(thrown);
  return { code: "internal_error", retryable: true };
}

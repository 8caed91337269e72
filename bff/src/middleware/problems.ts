import type { ProblemCode } from "@osigu-preauth/shared";
import type { StateContext, StateMiddleware } from "../http/koa.ts";
import type { Logger } from "../logging/logger.ts";
import { problemDocument, problemType } from "../problem/problem-document.ts";
import { ProblemError, problemOf } from "../problem/problem-error.ts";
import type { RequestIdState } from "./request-id.ts";

export type ProblemState = {
  /** What went wrong, once it is answered. */
  problem: ProblemError;
};

type State = RequestIdState & Partial<ProblemState>;

/** What the router leaves without a body: `allowedMethods` sets a status and `Allow`, and nothing else. */
const emptyResponses: Readonly<Record<number, ProblemCode>> = {
  404: "not_found",
  405: "method_not_allowed",
};

/** Answers every error with a problem document (RFC 9457). Whatever is no `ProblemError` becomes `internal_error`. */
export function problems(log: Logger): StateMiddleware<State> {
  return async function problems(ctx, next) {
    try {
      await next();
      const code = emptyResponses[ctx.status];
      if (code !== undefined && !ctx.body) writeProblem(ctx, new ProblemError(code));
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.code === "internal_error") log.error({ err: thrown }, "unexpected_error");
      writeProblem(ctx, problem);
    }
  };
}

function writeProblem(ctx: StateContext<State>, problem: ProblemError): void {
  ctx.state.problem = problem;
  ctx.status = problem.status;
  ctx.type = problemType;
  if (problem.code === "unauthenticated") ctx.set("WWW-Authenticate", "Bearer");
  if (problem.retryAfter !== undefined) ctx.set("Retry-After", secondsText(problem.retryAfter));
  ctx.body = problemDocument(problem, ctx.state.requestId);
}

/** Seconds as `Retry-After` takes them: whole, and at least one. */
export function secondsText(seconds: number): string {
  return String(Math.max(1, Math.ceil(seconds)));
}

import type { StateContext, StateMiddleware } from "../http/koa.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { OAuthError } from "../session/oauth-error.ts";
import { type ProblemState, secondsText } from "./problems.ts";

/**
 * Answers the token endpoint's errors in the shape of RFC 6749, section 5.2: a client of such an endpoint reads no
 * other. What is neither an OAuth error nor a problem is thrown on.
 */
export function oauthErrors(path: string): StateMiddleware<Partial<ProblemState>> {
  return async function oauthErrors(ctx, next) {
    if (ctx.path !== path) return next();
    try {
      await next();
      if (ctx.status === 405)
        writeError(ctx, new OAuthError(405, "invalid_request", "The method must be POST."));
    } catch (thrown) {
      if (thrown instanceof OAuthError) return writeError(ctx, thrown);
      if (!(thrown instanceof ProblemError)) throw thrown;
      ctx.state.problem = thrown;
      writeError(ctx, oauthErrorOf(thrown));
      if (isTemporary(thrown)) ctx.set("Retry-After", secondsText(thrown.retryAfter ?? 1));
    }
  };
}

const isTemporary = ({ status }: ProblemError) => status === 429 || status >= 500;

function oauthErrorOf(problem: ProblemError): OAuthError {
  if (isTemporary(problem)) {
    const description = "Too many requests; try again later.";
    return new OAuthError(problem.status, "temporarily_unavailable", description);
  }
  return new OAuthError(problem.status, "invalid_request", problem.detail ?? "The request cannot be read.");
}

function writeError(ctx: StateContext, { status, error, description }: OAuthError): void {
  ctx.status = status;
  if (status === 401) ctx.set("WWW-Authenticate", 'Basic realm="osigu-preauth", charset="UTF-8"');
  ctx.body = { error, error_description: description };
}

import type { StateContext, StateMiddleware } from "../http/koa.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { AuthenticateState } from "./authenticate.ts";

/** Refuses a page whose origin is not one of the session's. A server sends no `Origin` and passes. */
export function checkOrigin(): StateMiddleware<AuthenticateState> {
  return function checkOrigin(ctx, next) {
    const { origin } = ctx.req.headers;
    const { session, host } = ctx.state;
    // Both lists: an origin that was taken from the host is refused at once, not when its tokens have expired.
    if (origin !== undefined && !(session.origins.includes(origin) && host.origins.includes(origin))) {
      hideFromPages(ctx);
      throw new ProblemError("origin_not_allowed");
    }
    return next();
  };
}

/** Takes back what `cors` allowed. */
export function hideFromPages(ctx: StateContext): void {
  ctx.remove("Access-Control-Allow-Origin");
  ctx.remove("Access-Control-Expose-Headers");
}

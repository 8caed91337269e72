import { randomUUID } from "node:crypto";
import type { StateMiddleware } from "../http/koa.ts";
import { continueTrace, requestContext } from "../logging/request-context.ts";

export type RequestIdState = {
  /** A UUID made here; what a client sends as `X-Request-Id` is not used. */
  requestId: string;
};

/**
 * Gives each request an id: in the response's `X-Request-Id`, in the log and in problem documents. A trace that a proxy
 * or the host's server began is continued.
 */
export function requestId(): StateMiddleware<RequestIdState> {
  return function requestId(ctx, next) {
    ctx.state.requestId = randomUUID();
    ctx.set("X-Request-Id", ctx.state.requestId);
    const header = ctx.req.headers.traceparent;
    const trace = continueTrace(typeof header === "string" ? header : undefined);
    return requestContext.run({ requestId: ctx.state.requestId, trace }, next);
  };
}

import { randomUUID } from "node:crypto";
import type { StateMiddleware } from "../http/koa.ts";
import { requestContext, type TraceContext } from "../logging/request-context.ts";

export type TraceState = {
  /** This server's part of the trace to which the request belongs. */
  trace?: TraceContext | undefined;
};

export type RequestIdState = {
  /** A UUID made here; what a client sends as `X-Request-Id` is not used. */
  requestId: string;
};

/**
 * Gives each request an id: in the response's `X-Request-Id`, in the log and in problem documents. Log lines and calls
 * to the vendor have it, and the request's trace.
 */
export function requestId(): StateMiddleware<RequestIdState & TraceState> {
  return function requestId(ctx, next) {
    ctx.state.requestId = randomUUID();
    ctx.set("X-Request-Id", ctx.state.requestId);
    return requestContext.run({ requestId: ctx.state.requestId, trace: ctx.state.trace }, next);
  };
}

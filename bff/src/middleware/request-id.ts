import { randomUUID } from "node:crypto";
import type { StateMiddleware } from "../http/koa.ts";

export type RequestIdState = {
  /** A UUID made here; what a client sends as `X-Request-Id` is not used. */
  requestId: string;
};

/** Gives each request an id: in the response's `X-Request-Id`, in the log and in problem documents. */
export function requestId(): StateMiddleware<RequestIdState> {
  return function requestId(ctx, next) {
    ctx.state.requestId = randomUUID();
    ctx.set("X-Request-Id", ctx.state.requestId);
    return next();
  };
}

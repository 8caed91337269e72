import type { StateMiddleware } from "../http/koa.ts";

/** Makes responses JSON unless a route sets another type. Koa would add a charset, which RFC 8259 does not define. */
export function jsonResponses(): StateMiddleware {
  return function jsonResponses(ctx, next) {
    ctx.set("Content-Type", "application/json");
    return next();
  };
}

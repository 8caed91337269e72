import type { ServerResponse } from "node:http";
import type { StateMiddleware } from "../http/koa.ts";

/** Counts the requests in flight, each until its handling and its response have ended. */
export type InFlight = { add(res: ServerResponse, handling: Promise<void>): void };

/** Counts each request, so that a shutdown can wait for it: a write goes on when its client has left. */
export function inFlight(requests: InFlight): StateMiddleware {
  return function inFlight(ctx, next) {
    const handling = next();
    requests.add(ctx.res, handling);
    return handling;
  };
}

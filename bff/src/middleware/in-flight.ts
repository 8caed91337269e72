import type { ServerResponse } from "node:http";
import type { StateMiddleware } from "../http/koa.ts";

/** Counts the requests in flight, each until its handling and its response have ended. */
export type InFlight = {
  /** Whether the process is stopping. */
  readonly isDraining: boolean;
  add(res: ServerResponse, handling: Promise<void>): void;
};

/**
 * Counts each request, so that a shutdown can wait for it: a write goes on when its client has left. While the process
 * is stopping, the client is told to open its next connection elsewhere.
 */
export function inFlight(requests: InFlight): StateMiddleware {
  return function inFlight(ctx, next) {
    const handling = next();
    requests.add(ctx.res, handling);
    if (requests.isDraining) ctx.set("Connection", "close");
    return handling;
  };
}

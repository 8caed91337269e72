import type { StateMiddleware } from "../http/koa.ts";

export type ClientDisconnectState = {
  /** Aborted when the client closes the connection before the response is complete. */
  disconnect: AbortSignal;
};

/** Notices a client that leaves early, so that reads for it can end with it. */
export function clientDisconnect(): StateMiddleware<ClientDisconnectState> {
  return function clientDisconnect(ctx, next) {
    const controller = new AbortController();
    ctx.state.disconnect = controller.signal;
    ctx.res.once("close", () => {
      if (!ctx.res.writableFinished) controller.abort();
    });
    return next();
  };
}

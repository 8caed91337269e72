import { Stream } from "node:stream";
import type { StateMiddleware } from "../http/koa.ts";

/** Milliseconds in which a client must have read a response that is complete. */
const readTimeout = 15_000;

/** Closes the connection of a client that does not read its response: what is not read stays in memory. */
export function slowReaders(timeout = readTimeout): StateMiddleware {
  return async function slowReaders(ctx, next) {
    await next();
    const { body, res } = ctx;
    const start = () => {
      if (res.closed) return;
      const timer = setTimeout(() => res.destroy(), timeout);
      res.once("close", () => clearTimeout(timer));
    };
    // A stream is complete when it has ended, which may take hours.
    if (body instanceof Stream) body.once("close", start);
    else start();
  };
}

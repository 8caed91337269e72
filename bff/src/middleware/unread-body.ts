import { Readable, Stream } from "node:stream";
import { finished } from "node:stream/promises";
import type { StateMiddleware } from "../http/koa.ts";
import { hasBody } from "../http/read-body.ts";

/** Milliseconds for which the rest of a request's body is read after its response was written. */
const lingerTime = 1_000;

/**
 * Ends the connection after a response that comes before the request's body was read, such as a refusal. What follows
 * on the connection is still the body. The body is read on for a moment: a connection that is closed while the client
 * sends is reset, and the client loses the response.
 */
export function unreadBody(linger = lingerTime): StateMiddleware {
  return async function unreadBody(ctx, next) {
    await next();
    if (ctx.req.complete || !hasBody(ctx.req)) return;
    ctx.set("Connection", "close");
    // A client that was too slow with its body gets no more time.
    if (ctx.status === 408 || ctx.body instanceof Stream) return;
    const rest = () => finished(ctx.req.resume(), { signal: AbortSignal.timeout(linger) }).catch(() => {});
    if (ctx.method === "HEAD" || ctx.body === null || ctx.body === undefined) {
      await rest();
      return;
    }
    const bytes = bytesOf(ctx.body);
    ctx.body = Readable.from(thenWait(bytes, rest));
    ctx.length = bytes.length;
  };
}

/** The response's bytes at once, and its end when `wait` is over. */
async function* thenWait(bytes: Buffer, wait: () => Promise<void>): AsyncGenerator<Buffer> {
  yield bytes;
  await wait();
}

function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

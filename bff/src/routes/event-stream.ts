import type { Context } from "koa";
import { ProblemError } from "../problem/problem-error.ts";
import type { EventStream } from "../request-events/sse-stream.ts";

/** Nothing between here and the page may hold an event back. */
const headers = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

/** What a stream takes from the HTTP request. `origin`: the page's. `inTransit`: see `EventStream`. */
type StreamRequest = {
  lastEventId: string | undefined;
  origin: string | undefined;
  inTransit: () => number;
};

/**
 * Responds with Server-Sent Events; to HEAD with their headers alone.
 *
 * @throws ProblemError `overloaded` when an earlier response still has the connection, and what `open` throws.
 */
export async function respondWithStream(
  ctx: Context,
  open: (request: StreamRequest) => Promise<EventStream>,
): Promise<void> {
  ctx.set(headers);
  ctx.status = 200;
  if (ctx.method === "HEAD") return;
  const { "last-event-id": lastEventId, origin } = ctx.req.headers;
  const stream = await open({
    lastEventId: typeof lastEventId === "string" ? lastEventId : undefined,
    origin,
    inTransit: () => ctx.res.writableLength,
  });
  // Where an earlier response still has the connection, nothing of this one would go out.
  if (ctx.res.socket === null) {
    stream.destroy();
    throw new ProblemError("overloaded", { retryAfter: 1 });
  }
  ctx.body = stream;
}

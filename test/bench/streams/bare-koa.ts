import type { ServerResponse } from "node:http";
import Koa from "koa";
import { printAddress } from "../server/peers/peer.ts";

/* Event streams in Koa with nothing else: no session, no ownership, no event log. A POST sends one event to all. */
const streams = new Set<ServerResponse>();
const app = new Koa();
app.use(async (ctx) => {
  ctx.respond = false;
  const { res } = ctx;
  if (ctx.method === "POST") {
    for (const stream of streams) stream.write('id: 1-0\nevent: decision\ndata: {"status":"COMPLETED"}\n\n');
    res.writeHead(204).end();
    return;
  }
  streams.add(res);
  res.once("close", () => streams.delete(res));
  res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  res.write("retry: 2000\n\n");
});
const server = app.listen(0, "127.0.0.1", () => printAddress(server.address()));

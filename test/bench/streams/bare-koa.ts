import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { inRepository } from "../../stack/repository.ts";

/*
 * Event streams in Koa with nothing else: no session, no owner, no history. A POST goes to all of them. The server's
 * own Koa, so that both are the same.
 */
type Context = { method: string; respond: boolean; res: ServerResponse };
type Application = {
  use(layer: (context: Context) => Promise<void>): void;
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
};
const { default: Koa } = createRequire(inRepository("bff/package.json"))("koa") as {
  default: new () => Application;
};

const streams = new Set<ServerResponse>();
const app = new Koa();
app.use(async (context) => {
  context.respond = false;
  const { res } = context;
  if (context.method === "POST") {
    for (const stream of streams) stream.write('id: 1-0\nevent: decision\ndata: {"status":"COMPLETED"}\n\n');
    res.writeHead(204).end();
    return;
  }
  streams.add(res);
  res.once("close", () => streams.delete(res));
  res.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  res.write("retry: 2000\n\n");
});

const server = createServer(app.callback());
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ listening: `http://127.0.0.1:${port}` }));
});

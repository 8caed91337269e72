import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/*
 * Event streams in plain node:http with nothing else: no session, no owner, no history. A POST goes to all of them.
 */
const streams = new Set<ServerResponse>();

const server = createServer((request, response) => {
  if (request.method === "POST") {
    request.resume();
    for (const stream of streams) stream.write('id: 1-0\nevent: decision\ndata: {"status":"COMPLETED"}\n\n');
    response.writeHead(204).end();
    return;
  }
  streams.add(response);
  response.once("close", () => streams.delete(response));
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("retry: 2000\n\n");
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ listening: `http://127.0.0.1:${port}` }));
});

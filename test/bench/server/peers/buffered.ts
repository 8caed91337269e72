import { createServer } from "node:http";
import { Pool } from "undici";
import { sayListening, upstream } from "./peer.ts";

/* Each body is gathered whole before it goes on, as a server does that parses before it passes on. */
const pool = new Pool(upstream, { connections: 64 });

const server = createServer(async (request, response) => {
  const { host: _host, connection: _connection, ...headers } = request.headers;
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = await pool.request({
      path: request.url ?? "/",
      method: request.method as "POST",
      headers,
      body: Buffer.concat(chunks),
    });
    response.writeHead(answer.statusCode).end(Buffer.from(await answer.body.arrayBuffer()));
  } catch {
    response.destroy();
  }
});
server.listen(0, "127.0.0.1", () => sayListening(server.address()));

import { createServer } from "node:http";
import { Pool } from "undici";
import { printAddress, upstream } from "./peer.ts";

/* node:http and undici `dispatch` with nothing between them: the limit for a proxy in Node. */
const pool = new Pool(upstream, { connections: 64 });

const server = createServer((request, response) => {
  const { host: _host, connection: _connection, ...headers } = request.headers;
  const method = request.method as "GET";
  pool.dispatch(
    { path: request.url ?? "/", method, headers, body: method === "GET" ? null : request },
    {
      onRequestStart() {},
      onResponseStart(_controller, status, received) {
        response.writeHead(status, received);
      },
      onResponseData(_controller, chunk) {
        response.write(chunk);
      },
      onResponseEnd() {
        response.end();
      },
      onResponseError() {
        response.destroy();
      },
    },
  );
});
server.listen(0, "127.0.0.1", () => printAddress(server.address()));

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { TestContext } from "node:test";
import Koa, { type Middleware } from "koa";
import { handleClientError } from "../http/client-error.ts";

/** Listens on a free port of 127.0.0.1 until the test ends; gives the port. */
export async function listen(t: Pick<TestContext, "after">, server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** A Koa application of these middleware, behind a real server. Errors that reach Koa are collected. */
export async function serve(t: Pick<TestContext, "after">, ...middleware: Middleware[]) {
  const app = new Koa();
  const errors: unknown[] = [];
  app.on("error", (error) => errors.push(error));
  for (const one of middleware) app.use(one);
  const server = createServer(app.callback());
  server.on("clientError", (error, socket) => handleClientError(error, socket as Socket));
  const port = await listen(t, server);
  return { port, url: `http://127.0.0.1:${port}`, errors };
}

/** A response as it came over the wire. */
export type RawResponse = { status: number; headers: Record<string, string>; body: string; text: string };

/** Sends bytes over a connection of its own, and reads until the server closes it. */
export function sendRaw(port: number, bytes: string): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(parse(text)));
    socket.write(Buffer.from(bytes, "latin1"));
  });
}

/** A request without a body, on a connection that ends with it. fetch would normalise its target. */
export function request(port: number, method: string, target: string, headers: Record<string, string> = {}) {
  const lines = Object.entries({ Host: "bff.example", Connection: "close", ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return sendRaw(port, `${method} ${target} HTTP/1.1\r\n${head}\r\n`);
}

function parse(text: string): RawResponse {
  const [head = "", body = ""] = text.split("\r\n\r\n", 2);
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(statusLine.split(" ")[1]), headers, body, text };
}

import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";

/** What is said in a server's place to a page of another origin. */
export type Answer = { status: number; type: string; body: string };

/** Asked for each call but a preflight: an answer, or nothing where the server itself is to answer. */
export type AnswerTo = (call: IncomingMessage) => Answer | undefined;

/** A way to a server on which a test can answer calls in its place. Unlike a browser's own, it is there for all. */
export type Gate = { port: number; close(): Promise<void> };

/** Opens a gate before a port of 127.0.0.1. */
export async function openGate(to: number, answerTo: AnswerTo): Promise<Gate> {
  // What the server says of how long a connection is kept is said through the gate: it must close none before.
  const server = createServer({ keepAliveTimeout: 0 }, (call, response) => {
    const answer = call.method === "OPTIONS" ? undefined : answerTo(call);
    if (answer) give(call, response, answer);
    else passOn(call, response, to);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function give(call: IncomingMessage, response: ServerResponse, { status, type, body }: Answer): void {
  call.resume();
  const allowed = { "access-control-allow-origin": call.headers.origin ?? "*" };
  response.writeHead(status, { ...allowed, "content-type": type }).end(body);
}

function passOn(call: IncomingMessage, response: ServerResponse, to: number): void {
  const { method = "GET", url: path = "/", headers } = call;
  const far = request({ host: "127.0.0.1", port: to, method, path, headers }, (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers);
    // An event stream says nothing for a while: its head must not wait for its first word.
    response.flushHeaders();
    pipeline(reply, response, () => {});
  });
  // What breaks on one side breaks on the other.
  far.once("error", () => response.destroy());
  response.once("close", () => far.destroy());
  pipeline(call, far, () => {});
}

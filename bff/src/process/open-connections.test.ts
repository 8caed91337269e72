import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { InFlightRequests } from "./graceful-shutdown.ts";

/** A server whose requests are counted, and a connection that it has accepted. */
async function openConnection(
  t: TestContext,
): Promise<{ server: Server; inFlight: InFlightRequests; socket: Socket }> {
  const inFlight = new InFlightRequests();
  const server = createServer((_, response) => {
    inFlight.add(response, Promise.resolve());
    response.setHeader("Connection", "close");
    response.end("answered");
  });
  t.after(() => server.closeAllConnections());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  await Promise.all([once(server, "connection"), once(socket, "connect")]);
  return { server, inFlight, socket };
}

test("a connection that was open before the server stops is not reset before its request has come", async (t) => {
  const { server, inFlight, socket } = await openConnection(t);
  const stopped = inFlight.drain(server);
  while (server.listening) await setImmediate();
  socket.end("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  assert.match(await text(socket), /answered/);
  await stopped;
});

test("a connection that brings no request does not hold the server up for good", async (t) => {
  const { server, inFlight, socket } = await openConnection(t);
  socket.on("error", () => {});
  const ended = once(socket, "close");
  await inFlight.drain(server);
  await ended;
});

test("a server without connections stops at once", async (t) => {
  const { server, inFlight, socket } = await openConnection(t);
  socket.destroy();
  await once(socket, "close");
  await inFlight.drain(server);
  assert.equal(server.listening, false);
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { request, serve } from "../testing/http.ts";
import { clientDisconnect } from "./client-disconnect.ts";

test("the signal is aborted when the client leaves before it has its response", async (t) => {
  const waiting = Promise.withResolvers<AbortSignal>();
  const { port } = await serve(t, clientDisconnect(), async (ctx) => {
    waiting.resolve(ctx.state.disconnect);
    await once(ctx.state.disconnect, "abort");
  });
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const signal = await waiting.promise;
  assert.equal(signal.aborted, false);
  socket.destroy();
  await once(signal, "abort");
});

test("the signal is not aborted when the connection closes after the response", async (t) => {
  const signals: AbortSignal[] = [];
  const { port } = await serve(t, clientDisconnect(), (ctx) => {
    signals.push(ctx.state.disconnect);
    ctx.body = "all of it";
  });
  await request(port, "GET", "/");
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [false],
  );
});

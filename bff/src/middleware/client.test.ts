import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { request, serve } from "../testing/http.ts";
import { type Client, client } from "./client.ts";

test("a client that closes its connection before it has its response is gone", async (t) => {
  const seen = Promise.withResolvers<Client>();
  const left = Promise.withResolvers<void>();
  const { port } = await serve(t, client(), async (ctx) => {
    ctx.state.client.whenGone = left.resolve;
    seen.resolve(ctx.state.client);
    await left.promise;
  });
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const { promise } = seen;
  const waiting = await promise;
  assert.equal(waiting.gone, false);
  socket.destroy();
  await left.promise;
  assert.equal(waiting.gone, true);
});

test("a client that has its response is not gone, though its connection closes", async (t) => {
  const clients: Client[] = [];
  const { port } = await serve(t, client(), (ctx) => {
    clients.push(ctx.state.client);
    ctx.body = "all of it";
  });
  await request(port, "GET", "/");
  assert.deepEqual(
    clients.map(({ gone }) => gone),
    [false],
  );
});

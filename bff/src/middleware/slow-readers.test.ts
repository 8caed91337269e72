import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { request, serve } from "../testing/http.ts";
import { slowReaders } from "./slow-readers.ts";

/** More than the system takes off the server's hands for a client that does not read. */
const manyBytes = Buffer.alloc(32 * 1024 * 1024);

test("a client that does not read its response is disconnected in time", async (t) => {
  const closed = Promise.withResolvers<number>();
  const { port } = await serve(t, slowReaders(100), (ctx) => {
    const start = performance.now();
    ctx.res.on("close", () => closed.resolve(performance.now() - start));
    ctx.body = manyBytes;
  });
  const socket = connect(port, "127.0.0.1");
  t.after(() => socket.destroy());
  socket.pause();
  await once(socket, "connect");
  socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  assert.ok((await closed.promise) >= 95);
});

test("a stream may take as long as it likes, and is not waited for once it has ended", async (t) => {
  const { port } = await serve(t, slowReaders(100), (ctx) => {
    const stream = new PassThrough();
    stream.write("first");
    setTimeout(() => stream.end(manyBytes), 300);
    ctx.body = stream;
  });
  const { body } = await request(port, "GET", "/");
  assert.ok(body.length > 1_000);
});

test("a client that reads keeps its connection", async (t) => {
  const { url } = await serve(t, slowReaders(50), (ctx) => {
    ctx.body = "short";
  });
  assert.equal(await (await fetch(url)).text(), "short");
  await sleep(100);
  assert.equal(await (await fetch(url)).text(), "short");
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { sendRaw, serve } from "../testing/http.ts";
import { unreadBody } from "./unread-body.ts";

const post = (length: number, ...lines: string[]) =>
  `${["POST / HTTP/1.1", "Host: a", `Content-Length: ${length}`, ...lines].join("\r\n")}\r\n\r\n`;

/** A client that sends a body slowly. Gives when it had the whole response and when the connection ended. */
async function sendSlowly(port: number, bytes: number) {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const start = performance.now();
  socket.write(post(bytes));
  const timer = setInterval(() => socket.write("x"), 10);
  let answered = 0;
  let response = "";
  socket.on("data", (chunk) => {
    response += chunk;
    answered = performance.now() - start;
  });
  socket.on("error", () => {});
  await new Promise((resolve) => socket.on("close", resolve));
  clearInterval(timer);
  return { response, answered, closed: performance.now() - start };
}

for (const [what, body] of [
  ["JSON", { code: "refused" }],
  ["text", '{"code":"refused"}'],
  ["bytes", Buffer.from('{"code":"refused"}')],
] as const) {
  test(`a response of ${what} before the body was read comes whole, at once, and ends the connection after a moment`, async (t) => {
    const { port } = await serve(t, unreadBody(2_000), (ctx) => {
      ctx.status = 401;
      ctx.body = body;
    });
    const { response, answered, closed } = await sendSlowly(port, 1_000_000);
    assert.match(response, /^HTTP\/1\.1 401 /);
    assert.match(response, /\r\nConnection: close\r\n/);
    assert.match(response, /\r\nContent-Length: 18\r\n/);
    assert.match(response, /\r\n\r\n\{"code":"refused"\}$/);
    assert.ok(closed - answered > 500, `answered after ${answered} ms, closed after ${closed} ms`);
  });
}

test("the connection ends as soon as the body has been sent", async (t) => {
  const { port } = await serve(t, unreadBody(20_000), (ctx) => {
    ctx.body = "early";
  });
  const { closed } = await sendSlowly(port, 10);
  assert.ok(closed < 10_000, `${closed} ms`);
});

for (const [what, method, status] of [
  ["a response without a body", "POST", 204],
  ["a response to HEAD", "HEAD", 404],
] as const) {
  test(`${what} ends the connection too`, async (t) => {
    const { port } = await serve(t, unreadBody(50), (ctx) => {
      ctx.status = status;
    });
    const { headers } = await sendRaw(port, post(1_000).replace("POST", method));
    assert.equal(headers.connection, "close");
  });
}

test("a client that was too slow with its body gets no more time", async (t) => {
  const { port } = await serve(t, unreadBody(20_000), (ctx) => {
    ctx.status = 408;
    ctx.body = "late";
  });
  const { closed } = await sendSlowly(port, 1_000_000);
  assert.ok(closed < 10_000, `${closed} ms`);
});

test("what follows on the connection is the body, and no further request", async (t) => {
  let requests = 0;
  const { port } = await serve(t, unreadBody(50), (ctx) => {
    requests += 1;
    ctx.body = "early";
  });
  const hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
  const { text: all } = await sendRaw(port, post(hidden.length + 10) + hidden);
  assert.equal(all.match(/HTTP\/1\.1 200/g)?.length, 1);
  assert.equal(requests, 1);
});

test("a body that was read leaves the connection open", async (t) => {
  const { port } = await serve(t, unreadBody(), async (ctx) => {
    ctx.body = `read ${await text(ctx.req)}`;
  });
  const { headers, body } = await sendRaw(port, `${post(3)}abc${post(3, "Connection: close")}def`);
  assert.notEqual(headers.connection, "close");
  assert.match(body, /^read abc/);
});

test("a request without a body leaves the connection open", async (t) => {
  const { port } = await serve(t, unreadBody(), (ctx) => {
    ctx.body = "x";
  });
  const { headers } = await sendRaw(port, `${post(0)}${post(0, "Connection: close")}`);
  assert.notEqual(headers.connection, "close");
});

test("a client that leaves while the rest of its body is awaited is no error", async (t) => {
  const { port, errors } = await serve(t, unreadBody(500), (ctx) => {
    ctx.body = "early";
  });
  const socket = connect(port, "127.0.0.1");
  socket.write(post(1_000));
  await once(socket, "data");
  socket.destroy();
  await sleep(50);
  assert.deepEqual(
    errors.filter((error) => (error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE"),
    [],
  );
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { type HttpRequest, Transport } from "./transport.ts";

async function against(
  t: TestContext,
  listener: RequestListener,
  limits: { connections?: number; maxExchanges?: number } = {},
): Promise<Transport> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const transport = new Transport(`http://127.0.0.1:${port}`, limits);
  t.after(async () => {
    await transport.close();
    server.closeAllConnections();
    server.close();
  });
  return transport;
}

const get: HttpRequest = {
  method: "GET",
  path: "/",
  headers: ["accept", "application/json"],
  deadline: 5_000,
};
const failure = (kind: string, sent: boolean, cause: string) => (thrown: unknown) => {
  assert.deepEqual(thrown, { kind, sent, cause });
  return true;
};

test("the vendor receives the given headers and those of the connection", async (t) => {
  let seen: IncomingMessage["headers"] = {};
  const transport = await against(t, (req, res) => {
    seen = req.headers;
    res.end("{}");
  });
  await transport.send(get);
  assert.deepEqual(Object.keys(seen).sort(), ["accept", "accept-encoding", "connection", "host"]);
});

test("a redirect is a response like any other, and not followed", async (t) => {
  let calls = 0;
  const transport = await against(t, (_req, res) => {
    calls += 1;
    res.writeHead(302, { location: "/elsewhere" }).end();
  });
  assert.equal((await transport.send(get)).status, 302);
  assert.equal(calls, 1);
});

test("a response over the maximum size is a failure", async (t) => {
  const transport = await against(t, (_req, res) => res.end(Buffer.alloc(3 * 1024 * 1024)));
  await assert.rejects(transport.send(get), failure("too_large", true, "unreadable"));
});

const reply = '{"name":"MARÍA"}';
const bom = "\uFEFF";
const type = "application/json";
const unrequested: [what: string, headers: Record<string, string>, body: Buffer | string][] = [
  ["a byte order mark", {}, bom + reply],
  ["gzip", { "content-encoding": "gzip" }, gzipSync(reply)],
  ["gzip in capitals", { "content-encoding": "GZIP" }, gzipSync(reply)],
  ["Brotli", { "content-encoding": "br" }, brotliCompressSync(reply)],
  ["deflate", { "content-encoding": "deflate" }, deflateSync(reply)],
  ["deflate without a header", { "content-encoding": "deflate" }, deflateRawSync(reply)],
  ["Zstandard", { "content-encoding": "zstd" }, zstdCompressSync(reply)],
  ["two codings", { "content-encoding": "br, gzip" }, gzipSync(brotliCompressSync(reply))],
  ["gzip and a byte order mark", { "content-encoding": "gzip" }, gzipSync(bom + reply)],
  ["ISO 8859-1", { "content-type": `${type}; charset=ISO-8859-1` }, Buffer.from(reply, "latin1")],
  ["UTF-16", { "content-type": `${type}; charset=utf-16le` }, Buffer.from(reply, "utf16le")],
  ["UTF-16 by its byte order mark", {}, Buffer.from(bom + reply, "utf16le")],
  ["an unknown charset", { "content-type": `${type}; charset=x-none` }, reply],
  ["a type in capitals", { "content-type": "Application/JSON" }, reply],
];
for (const [what, headers, body] of unrequested) {
  test(`a response with ${what} is read`, async (t) => {
    const transport = await against(t, (_req, res) =>
      res.writeHead(200, { "content-type": type, ...headers }).end(body),
    );
    const { json, text } = await transport.send(get);
    assert.deepEqual([json, text], [true, reply]);
  });
}

test("a small response that is large once it is decompressed is a failure", async (t) => {
  const bomb = gzipSync(Buffer.alloc(3 * 1024 * 1024));
  const transport = await against(t, (_req, res) =>
    res.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
  );
  await assert.rejects(transport.send(get), failure("too_large", true, "unreadable"));
});

test("a response with an unknown content coding does not count as JSON", async (t) => {
  const transport = await against(t, (_req, res) =>
    res.writeHead(200, { "content-encoding": "x-own" }).end("{}"),
  );
  assert.equal((await transport.send(get)).json, false);
});

test("a response that is not compressed as it says does not count as JSON", async (t) => {
  const transport = await against(t, (_req, res) =>
    res.writeHead(200, { "content-encoding": "gzip" }).end("{}"),
  );
  assert.equal((await transport.send(get)).json, false);
});

test("after the deadline the exchange fails and its connection is closed", async (t) => {
  let closed: Promise<unknown> | undefined;
  const transport = await against(t, (req) => {
    closed = once(req.socket, "close");
  });
  await assert.rejects(transport.send({ ...get, deadline: 60 }), failure("timeout", true, "timeout"));
  await closed;
});

test("a client that disconnects ends the call to the vendor", async (t) => {
  const client = new AbortController();
  let closed: Promise<unknown> | undefined;
  const arrived = Promise.withResolvers<void>();
  const transport = await against(t, (req) => {
    closed = once(req.socket, "close");
    arrived.resolve();
  });
  const sending = assert.rejects(
    transport.send({ ...get, signal: client.signal }),
    failure("caller_gone", true, "other"),
  );
  await arrived.promise;
  client.abort();
  await sending;
  await closed;
});

test("a refused connection is a failure before anything was sent", async (t) => {
  const transport = new Transport("http://127.0.0.1:9");
  t.after(() => transport.close());
  await assert.rejects(
    transport.send({ ...get, method: "POST", body: "{}" }),
    failure("connect", false, "refused"),
  );
});

test("beyond the maximum of exchanges requests fail at once", async (t) => {
  const transport = await against(t, () => {}, { maxExchanges: 2 });
  const waiting = [transport.send(get), transport.send(get)].map((one) => one.catch(() => {}));
  await assert.rejects(transport.send(get), failure("queue_full", false, "other"));
  await transport.close();
  await Promise.all(waiting);
});

const upload = (body: Readable): HttpRequest => ({
  ...get,
  method: "POST",
  body,
  deadline: 20_000,
  idleTimeout: 100,
});

test("a vendor that stops reading a body is noticed long before the deadline", async (t) => {
  // More than the buffers of both systems hold.
  const body = Readable.from(
    (function* () {
      for (let count = 0; count < 1_000; count += 1) yield Buffer.alloc(65_536);
    })(),
  );
  const transport = await against(t, (req) => void req.socket.pause());
  await assert.rejects(transport.send(upload(body)), failure("timeout", true, "timeout"));
  assert.equal(body.destroyed, true);
});

test("a body whose own source pauses is no vendor that stops reading", async (t) => {
  const transport = await against(t, async (req, res) => {
    let length = 0;
    for await (const chunk of req) length += chunk.length;
    res.end(JSON.stringify({ length }));
  });
  const body = new Readable({ read: () => {} });
  body.push("first");
  const sent = transport.send(upload(body));
  await new Promise((resolve) => setTimeout(resolve, 250));
  body.push("second");
  body.push(null);
  assert.equal((await sent).text, '{"length":11}');
});

test("an operation that hangs takes neither all connections nor the whole queue from the others", async (t) => {
  const hanging: ServerResponse[] = [];
  const transport = await against(
    t,
    (req, res) => {
      if (req.url === "/hangs") hanging.push(res);
      else res.end("{}");
    },
    { connections: 4, maxExchanges: 8 },
  );
  const hangs = { ...get, path: "/hangs", operation: "hangs", deadline: 20_000 };
  const sent = Array.from({ length: 6 }, () => transport.send(hangs));
  await assert.rejects(transport.send(hangs), failure("queue_full", false, "other"));
  for (let count = 0; count < 3; count += 1) {
    assert.equal((await transport.send({ ...get, operation: "works" })).status, 200);
  }
  // Those that wait are sent as others end.
  let answered = 0;
  while (answered < 6) {
    answered += hanging.splice(0).map((res) => res.end("{}")).length;
    await new Promise(setImmediate);
  }
  assert.equal((await Promise.all(sent)).length, 6);
  assert.equal(transport.inFlight, 0);
  assert.equal((await transport.send({ ...hangs, path: "/" })).status, 200);
});

test("an exchange that ends while it waits for its share is not sent", async (t) => {
  let calls = 0;
  const hanging: ServerResponse[] = [];
  const transport = await against(
    t,
    (_req, res) => {
      calls += 1;
      hanging.push(res);
    },
    { connections: 1 },
  );
  const request = { ...get, operation: "hangs", deadline: 20_000 };
  const first = transport.send(request);
  while (hanging.length === 0) await new Promise(setImmediate);
  const controller = new AbortController();
  const second = transport.send({ ...request, signal: controller.signal });
  const third = transport.send(request);
  controller.abort();
  await assert.rejects(second, failure("caller_gone", false, "other"));
  hanging.shift()?.end("{}");
  while (hanging.length === 0) await new Promise(setImmediate);
  hanging.shift()?.end("{}");
  await Promise.all([first, third]);
  assert.equal(calls, 2);
});

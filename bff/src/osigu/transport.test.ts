import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { type Caller, type Outgoing, Transport } from "./transport.ts";

async function against(t: TestContext, listener: RequestListener, most?: number): Promise<Transport> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const transport = new Transport(`http://127.0.0.1:${port}`, most === undefined ? {} : { most });
  t.after(async () => {
    await transport.close();
    server.closeAllConnections();
    server.close();
  });
  return transport;
}

const get: Outgoing = { method: "GET", path: "/", headers: ["accept", "application/json"], deadline: 5_000 };
const failure = (kind: string, sent: boolean) => (thrown: unknown) => {
  assert.deepEqual(thrown, { kind, sent });
  return true;
};

test("the headers that arrive are ours and the connection's", async (t) => {
  let seen: IncomingMessage["headers"] = {};
  const transport = await against(t, (req, res) => {
    seen = req.headers;
    res.end("{}");
  });
  await transport.send(get);
  assert.deepEqual(Object.keys(seen).sort(), ["accept", "connection", "host"]);
});

test("a redirect is an answer like any other, and not followed", async (t) => {
  let calls = 0;
  const transport = await against(t, (_req, res) => {
    calls += 1;
    res.writeHead(302, { location: "/elsewhere" }).end();
  });
  assert.equal((await transport.send(get)).status, 302);
  assert.equal(calls, 1);
});

test("an answer past the limit is given up", async (t) => {
  const transport = await against(t, (_req, res) => res.end(Buffer.alloc(3 * 1024 * 1024)));
  await assert.rejects(transport.send(get), failure("too_large", true));
});

test("a compressed answer is not taken for JSON", async (t) => {
  const transport = await against(t, (_req, res) =>
    res.writeHead(200, { "content-encoding": "gzip" }).end("{}"),
  );
  assert.equal((await transport.send(get)).json, false);
});

test("past the deadline there is no answer, and the connection is gone", async (t) => {
  let gone: Promise<unknown> | undefined;
  const transport = await against(t, (req) => {
    gone = once(req.socket, "close");
  });
  await assert.rejects(transport.send({ ...get, deadline: 60 }), failure("timeout", true));
  await gone;
});

test("a caller that leaves ends the call to the vendor", async (t) => {
  const caller: Caller = { gone: false, whenGone: undefined };
  let gone: Promise<unknown> | undefined;
  const arrived = Promise.withResolvers<void>();
  const transport = await against(t, (req) => {
    gone = once(req.socket, "close");
    arrived.resolve();
  });
  const sending = assert.rejects(transport.send({ ...get, caller }), failure("caller_gone", true));
  await arrived.promise;
  caller.whenGone?.();
  await sending;
  await gone;
});

test("nobody there is a failure before anything was sent", async (t) => {
  const transport = new Transport("http://127.0.0.1:9");
  t.after(() => transport.close());
  await assert.rejects(transport.send({ ...get, method: "POST", body: "{}" }), failure("connect", false));
});

test("past the end of the queue calls are refused at once", async (t) => {
  const transport = await against(t, () => {}, 2);
  const waiting = [transport.send(get), transport.send(get)].map((one) => one.catch(() => {}));
  await assert.rejects(transport.send(get), failure("queue_full", false));
  await transport.close();
  await Promise.all(waiting);
});

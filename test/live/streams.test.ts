import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { field } from "../sandbox/testing/arc-caller.ts";
import { dial } from "../security/wire.ts";
import { makeHost } from "../stack/host.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Desk, sitDown, submit } from "./desk.ts";
import { openEvents } from "./event-reader.ts";

/* One instance without a Redis: everything lies in its memory. */
describe("a stream of events", () => {
  const other = makeHost(["https://other.example"], "other-clinic");
  let stack: Stack;
  let desk: Desk;
  let id: string;

  before(async () => {
    stack = await startStack({ hosts: [other], bff: { RATE_LIMITS: "streams=3" } });
    desk = await sitDown(stack, stack.bff.url);
    id = await submit(desk);
  });
  after(() => stack?.stop());

  const path = () => `${desk.url}/arc/v1/authorization-requests/${id}/events`;
  const ask = (headers: Record<string, string>, init: RequestInit = {}) =>
    fetch(path(), { headers, ...init });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const openStreams = async () => {
    const text = await (await fetch(`${stack.bff.url}/metrics`)).text();
    return Number(/^preauth_streams_open (\d+)$/m.exec(text)?.[1]);
  };

  test("says that nothing on its way may hold it back, and when to come again", async () => {
    const { response, close, text } = await openEvents({ ...desk, requestId: id });
    const headerOf = (name: string) => response.headers.get(name);
    assert.equal(headerOf("content-type"), "text/event-stream");
    assert.equal(headerOf("cache-control"), "no-store, no-transform");
    assert.equal(headerOf("x-accel-buffering"), "no");
    assert.equal(headerOf("content-encoding"), null);
    assert.equal(headerOf("vary"), "Origin");
    assert.ok(headerOf("x-request-id"));
    while (text() === "") await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(text(), "retry: 2000\n\n");
    close();
  });

  test("can be read by a page of the host, and may be asked to go on from an event", async () => {
    const origin = "https://clinic.example";
    const preflight = await ask(
      {
        origin,
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization,last-event-id",
      },
      { method: "OPTIONS" },
    );
    assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /Last-Event-ID/);
    const leaving = new AbortController();
    const response = await ask({ ...bearer(desk.token), origin }, { signal: leaving.signal });
    assert.equal(response.headers.get("access-control-allow-origin"), origin);
    leaving.abort();
  });

  test("is opened for its owner alone; for all others there is nothing", async () => {
    const stranger = await sitDown(stack, stack.bff.url, "desk-2");
    const foreign = await sitDown({ ...stack, host: other }, stack.bff.url);
    const bodies: string[] = [];
    for (const { token } of [stranger, foreign]) {
      const response = await ask(bearer(token));
      assert.equal(response.status, 404);
      bodies.push(JSON.stringify({ ...(await response.json()), request_id: "" }));
    }
    const missing = await fetch(path().replace(id, "areq_nobody"), { headers: bearer(desk.token) });
    assert.equal(missing.status, 404);
    bodies.push(JSON.stringify({ ...(await missing.json()), request_id: "" }));
    assert.equal(new Set(bodies).size, 1);
  });

  test("is refused without a token, with a wrong one, and to a page of another origin", async () => {
    assert.equal((await ask({})).status, 401);
    assert.equal((await ask(bearer(`${desk.token}x`))).status, 401);
    assert.equal((await ask({ ...bearer(desk.token), origin: "https://evil.example" })).status, 403);
  });

  test("is only described to who asks for its head, and takes no other method", async () => {
    const head = await ask(bearer(desk.token), { method: "HEAD" });
    assert.equal(head.status, 200);
    assert.equal(head.headers.get("content-type"), "text/event-stream");
    assert.equal((await ask(bearer(desk.token), { method: "POST" })).status, 405);
  });

  for (const lastEventId of ["", "not-an-id", "9".repeat(40), "0-0\u00e9"]) {
    test(`goes on from the beginning when the last event is said to be ${JSON.stringify(lastEventId)}`, async () => {
      const { response, close } = await openEvents({ ...desk, requestId: id, lastEventId });
      assert.equal(response.status, 200);
      close();
    });
  }

  test("is one of so many that one user may have open, and gives its place back", async () => {
    const requests = [id, await submit(desk), await submit(desk), await submit(desk)];
    while ((await openStreams()) > 0);
    const opened = [];
    for (const requestId of requests.slice(0, 3)) opened.push(await openEvents({ ...desk, requestId }));
    assert.deepEqual(
      opened.map(({ response }) => response.status),
      [200, 200, 200],
    );
    const last = { ...desk, requestId: requests[3] ?? "" };
    const refused = await openEvents(last);
    assert.equal(refused.response.status, 429);
    assert.ok(Number(refused.response.headers.get("retry-after")) >= 1);
    opened[0]?.close();
    let again = await openEvents(last);
    while (again.response.status === 429) again = await openEvents(last);
    assert.equal(again.response.status, 200);
    for (const reader of [...opened, again]) reader.close();
  });

  test("makes room when the same page comes back again and again for the same request", async () => {
    while ((await openStreams()) > 0);
    const first = await openEvents({ ...desk, requestId: id });
    const second = await openEvents({ ...desk, requestId: id });
    const third = await openEvents({ ...desk, requestId: id });
    assert.equal(third.response.status, 200);
    assert.equal(await first.ended, "ended");
    assert.equal(await openStreams(), 2);
    second.close();
    third.close();
    while ((await openStreams()) > 0);
  });

  test("is not opened behind another one on the same connection, where nothing of it could go out", async () => {
    const colleague = await sitDown(stack, stack.bff.url, "desk-2");
    const requestId = await submit(desk);
    const asking = (of: string, token: string) =>
      `GET /arc/v1/authorization-requests/${of}/events HTTP/1.1\r\nHost: bff\r\nAuthorization: Bearer ${token}\r\n\r\n`;
    const refusals = () => stack.bff.log.filter((line) => line.includes('"code":"overloaded"')).length;
    const socket = await dial(stack.bff.port);
    socket.write(asking(await submit(colleague), colleague.token) + asking(requestId, desk.token).repeat(3));
    while ((await openStreams()) + refusals() < 4);
    stack.sandbox.step(requestId, { do: "decide" });
    assert.equal(await openStreams(), 1);
    const reader = await openEvents({ ...desk, requestId });
    assert.equal((await reader.next()).name, "decision");
    reader.close();
    socket.destroy();
    while ((await openStreams()) > 0);
  });

  test("shows what is decided while it is open, and to who comes later", async () => {
    const requestId = await submit(desk);
    const open = await openEvents({ ...desk, requestId });
    stack.sandbox.step(requestId, { do: "decide" });
    const { id: lastEventId } = await open.next();
    open.close();
    const late = await openEvents({ ...desk, requestId });
    assert.equal((await late.next()).name, "decision");
    late.close();
    const resumed = await openEvents({ ...desk, requestId, lastEventId });
    stack.sandbox.step(requestId, { do: "void" });
    assert.equal(field((await resumed.next()).data, "authorizations", 0, "status"), "VOIDED");
    resumed.close();
  });
});

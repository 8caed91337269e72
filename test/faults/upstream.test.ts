import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { FaultAction } from "../sandbox/faults/fault.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import {
  assertProblem,
  type CallResult,
  type Clinic,
  clinicAt,
  long,
  noLimits,
  prepared,
  until,
} from "./clinic.ts";

let stack: Stack;
let clinic: Clinic;
let id: string;

before(async () => {
  stack = await startStack({ bff: noLimits });
  clinic = await clinicAt(stack);
  id = await prepared(clinic);
});
after(async () => {
  await clinic?.close();
  await stack?.stop();
});
afterEach(async () => {
  stack.sandbox.faults.clear();
  await until(async () => (await readRequest()).status === 200);
  await until(async () => (await readPolicy()).status === 200);
});

const readRequest = () => clinic.call("GET", `/arc/v1/authorization-requests/${id}`);
const readPolicy = () => clinic.call("GET", `/arc/v1/authorization-requests/${id}/document-policy`);
const readsIn = ({ operations }: ReturnType<Stack["sandbox"]["counts"]>) =>
  operations.getAuthorizationRequest?.calls ?? 0;
const upstreamReads = () => readsIn(stack.sandbox.counts());

/** Milliseconds that a vendor stays down: answering only 503, and not answering at all. */
const outage = long ? 60_000 : 2_500;
const death = long ? 30_000 : 3_000;

async function loadFor(milliseconds: number, width = 16): Promise<CallResult[]> {
  const told: CallResult[] = [];
  const end = Date.now() + milliseconds;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (Date.now() < end || told.length <= 100) {
        told.push(await readRequest());
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }),
  );
  return told;
}

/** Milliseconds after which a vendor that is back is served again, with room for a slow machine. */
const longestBreak = 30_000;

/** Milliseconds within which every read is answered, whatever the vendor does, with room for a slow machine. */
const readDeadline = 20_000;

test("one cut connection is mended by one retry, and nobody notices", async () => {
  stack.sandbox.faults.add({ on: "getAuthorizationRequest", do: "cut", times: 1 });
  const before = upstreamReads();
  assert.equal((await readRequest()).status, 200);
  assert.equal(upstreamReads() - before, 2);
});

test("a vendor that only says 503 is not called more often than we are, and recovers", async () => {
  stack.sandbox.faults.add({ on: "*", do: "status", status: 503 });
  const before = upstreamReads();
  const told = await loadFor(outage);
  for (const one of told) assertProblem(one, "upstream_unavailable");
  assert.ok(told.length > 100);
  assert.ok((upstreamReads() - before) / told.length <= 1.1);
});

test(`a vendor that is dead for ${death / 1000} s under load is told of at once, hardly called, and served again`, async () => {
  // The connection ends without an answer, for tokens as for everything else.
  stack.sandbox.faults.add({ on: "*", do: "cut" });
  const before = stack.sandbox.counts();
  const told = await loadFor(death);
  for (const one of told) assertProblem(one, "upstream_unavailable");
  const { token_calls, creates, completes } = stack.sandbox.counts();
  assert.ok(told.length > 100);
  assert.ok((upstreamReads() - readsIn(before)) / told.length <= 1.1);
  assert.deepEqual([creates, completes], [before.creates, before.completes]);
  assert.equal(token_calls.length, before.token_calls.length);

  stack.sandbox.faults.clear();
  const dead = Date.now();
  await until(async () => (await readRequest()).status === 200);
  assert.ok(Date.now() - dead < longestBreak, "the probe comes within the breaker's longest pause");
});

test("a vendor that hangs, before its answer or in the middle of it, is given up within the deadline", async () => {
  stack.sandbox.faults.add({ on: "getAuthorizationDocumentPolicy", do: "hang" });
  stack.sandbox.faults.add({ on: "getAuthorizationRequest", do: "trickle", chunk: 1, every: 1_000 });
  for (const told of await Promise.all([readPolicy(), readPolicy(), readRequest()])) {
    assertProblem(told, "upstream_timeout");
    assert.ok(told.ms < readDeadline);
  }
});

const secret = "canary-4f1c9a77-of-the-vendor";
const shapes: [name: string, fault: FaultAction, codes: string[]][] = [
  ["a page of HTML", { do: "html", status: 200 }, ["upstream_invalid"]],
  ["an error page of HTML", { do: "html", status: 502 }, ["upstream_unavailable"]],
  ["truncated JSON", { do: "truncated-json" }, ["upstream_invalid"]],
  ["another media type", { do: "content-type" }, ["upstream_invalid"]],
  ["an answer cut in the middle", { do: "cut-response" }, ["upstream_unavailable", "upstream_timeout"]],
  ["fifty megabytes", { do: "huge-body" }, ["upstream_invalid", "upstream_unavailable"]],
  [
    "bytes that are no HTTP",
    { do: "raw", text: `${secret}\r\n\r\n` },
    ["upstream_invalid", "upstream_unavailable"],
  ],
  [
    "two lengths",
    { do: "raw", text: `HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n${secret}` },
    ["upstream_invalid", "upstream_unavailable"],
  ],
  [
    "a redirect",
    { do: "status", status: 302, headers: { location: `https://${secret}.example/` }, body: {} },
    ["upstream_invalid"],
  ],
  ["a 500 with a secret", { do: "status", status: 500, body: { message: secret } }, ["upstream_unavailable"]],
  ["a 403 with a secret", { do: "status", status: 403, body: { error: secret } }, ["upstream_refused"]],
  ["a 404 with a secret", { do: "status", status: 404, body: { code: secret } }, ["not_found"]],
  [
    "a 422 with secrets in every field",
    {
      do: "status",
      status: 422,
      headers: { "x-secret": secret, "set-cookie": secret, "www-authenticate": secret },
      body: { error_code: secret, message: secret, errors: [{ path: secret, message: secret }] },
    },
    ["validation_failed"],
  ],
  [
    "a 429 with a wait",
    { do: "status", status: 429, headers: { "retry-after": "3" }, body: {} },
    ["overloaded"],
  ],
];
for (const [name, fault, codes] of shapes) {
  test(`${name} becomes a small problem document with nothing of the vendor in it`, async () => {
    stack.sandbox.faults.add({ on: "getAuthorizationRequest", ...fault });
    const told = await readRequest();
    assertProblem(told);
    assert.ok(codes.includes((told.body as { code: string }).code), JSON.stringify(told.body));
    const text = JSON.stringify(told.body);
    assert.ok(text.length <= 1_024);
    assert.ok(!text.includes(secret));
  });
}

test("the log holds nothing of what the vendor said", async () => {
  const log = stack.bff.log.join("\n");
  assert.ok(log.includes('"msg":"request"'));
  assert.ok(!log.includes(secret));
  assert.ok(!/MARIA|GONZALEZ|123456789/.test(log));
});

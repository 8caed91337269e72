import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { type Stack, startStack } from "../stack/stack.ts";
import { assertProblem, type Clinic, clinicAt, noLimits, until } from "./clinic.ts";

/** `FAULTS=long` sends more of them. */
const firstRequests = process.env.FAULTS === "long" ? 10_000 : 1_000;

let stack: Stack;
let clinic: Clinic;

before(async () => {
  stack = await startStack({ instances: 4, bff: noLimits });
  clinic = await clinicAt(stack);
});
after(async () => {
  await clinic?.close();
  await stack?.stop();
});
beforeEach(() => stack.sandbox.faults.clear());

const tokenCalls = () => stack.sandbox.counts().token_calls.length;

/** Everything is gone that an instance could have its token from. */
async function coldStart(whileDown: () => void): Promise<void> {
  await Promise.all(stack.instances.map((instance) => instance.kill()));
  await stack.redis?.kill();
  await stack.redis?.start();
  stack.sandbox.reset();
  whileDown();
  await Promise.all(stack.instances.map((instance) => instance.start()));
}

const catalogue = (count: number) => `/medical-catalogs/v1/diagnoses?query=R5&page=${count}`;

test(`${firstRequests} first requests at once at four instances make one token call, and none fails`, async () => {
  await coldStart(() => stack.sandbox.faults.add({ on: "issueToken", latency: 400 }));
  const told = await Promise.all(
    Array.from({ length: firstRequests }, (_, count) => clinic.call("GET", catalogue(count % 40))),
  );
  assert.deepEqual([...new Set(told.map(({ status }) => status))], [200]);
  assert.equal(tokenCalls(), 1);
});

test("when every token is revoked, all callers share one renewal and none is told", async () => {
  const before = tokenCalls();
  stack.sandbox.state.tokens.revoke("all");
  const told = await Promise.all(
    Array.from({ length: 400 }, (_, count) => clinic.call("GET", catalogue(100 + count))),
  );
  assert.deepEqual([...new Set(told.map(({ status }) => status))], [200]);
  assert.equal(tokenCalls() - before, 1);
});

test("an API that refuses every token gets a 502 told, and the token endpoint is left alone", async () => {
  const before = tokenCalls();
  stack.sandbox.faults.add({ on: "searchDiagnoses", do: "status", status: 401 });
  for (let count = 0; count < 40; count += 1) {
    assertProblem(await clinic.call("GET", catalogue(600 + count)), "upstream_refused");
  }
  assert.ok(tokenCalls() - before <= 5, "one for each instance, and one for all of them");
  assert.ok(stack.sandbox.counts().most_token_calls_a_minute <= 6);
});

test("kill -9 of the instance that is getting the token: another gets it, with at most two calls", async () => {
  await Promise.all(stack.instances.map((instance) => instance.kill()));
  await stack.redis?.kill();
  await stack.redis?.start();
  stack.sandbox.reset();
  stack.sandbox.faults.add({ on: "issueToken", do: "hang", times: 1 });
  const [first, ...others] = stack.instances;
  await first?.start();
  await until(() => stack.sandbox.faults.list().some(({ hits }) => hits > 0));
  await first?.kill();
  await Promise.all(others.map((instance) => instance.start()));
  await until(async () => (await clinic.call("GET", catalogue(1), { instance: 1 })).status === 200);
  assert.ok(tokenCalls() <= 2);
  await first?.start();
});

test("a token endpoint that says 429 is left alone by all, and callers are told at once", async () => {
  await coldStart(() =>
    stack.sandbox.faults.add({
      on: "issueToken",
      do: "status",
      status: 429,
      headers: { "retry-after": "300" },
    }),
  );
  await until(() => tokenCalls() > 0);
  const told = await Promise.all(Array.from({ length: 200 }, () => clinic.call("GET", catalogue(2))));
  for (const one of told) {
    assertProblem(one, "upstream_unavailable");
    assert.ok(Number(one.retryAfter) > 100, "as long as the vendor asked for, less what has passed");
  }
  assert.equal(tokenCalls(), 1);
});

test("while Redis is unavailable each instance makes at most one token call", async () => {
  await Promise.all(stack.instances.map((instance) => instance.kill()));
  await stack.redis?.kill();
  stack.sandbox.reset();
  await Promise.all(stack.instances.map((instance) => instance.start()));
  const told = await Promise.all(
    Array.from({ length: 200 }, (_, count) => clinic.call("GET", catalogue(count % 20))),
  );
  assert.deepEqual([...new Set(told.map(({ status }) => status))], [200]);
  assert.ok(tokenCalls() <= stack.instances.length);
  await stack.redis?.start();
});

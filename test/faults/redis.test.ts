import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Stack, startStack } from "../stack/stack.ts";
import {
  assertProblem,
  type CallResult,
  type Clinic,
  clinicAt,
  noLimits,
  prepared,
  read,
  until,
} from "./clinic.ts";

let stack: Stack;
let clinic: Clinic;

before(async () => {
  stack = await startStack({ instances: 2, bff: { ...noLimits, REDIS_TIMEOUT_MS: "200" } });
  clinic = await clinicAt(stack);
});
after(async () => {
  await clinic?.close();
  await stack?.stop();
});

/** Milliseconds that nobody waits for Redis. */
const longestWait = 300;

async function redisIs(state: "ok" | "unavailable"): Promise<void> {
  const says = async (instance: number) => {
    const { body } = await clinic.call("GET", "/readyz", { instance });
    return (body as { checks: { redis: string } }).checks.redis === state;
  };
  await until(async () => (await says(0)) && (await says(1)));
}

test("Redis killed and back under load: no answer lost, nothing done twice, nobody waits for it", async () => {
  const person = await clinic.find();
  const before = stack.sandbox.counts().creates;
  const told: CallResult[] = [];
  let going = true;
  const loads = Array.from({ length: 8 }, async (_, worker) => {
    for (let count = 0; going; count += 1) {
      const instance = worker % 2;
      const key = `load-${worker}-${count}`;
      const made = await clinic.create(person, { key, instance });
      const again = await clinic.create(person, { key, instance });
      assert.deepEqual(again.body, made.body);
      told.push(made);
    }
  });
  try {
    await until(() => told.length > 50);
    await stack.redis?.kill();
    await redisIs("unavailable");
    const whileAway = told.length;
    await until(() => told.length > whileAway + 100);
    await stack.redis?.start();
    await redisIs("ok");
    const onceBack = told.length;
    await until(() => told.length > onceBack + 50);
  } finally {
    going = false;
    await Promise.allSettled(loads);
  }
  await Promise.all(loads);

  assert.deepEqual([...new Set(told.map(({ status }) => status))], [202]);
  const ids = new Set(told.map((one) => read(one, "authorization_request_id")));
  assert.equal(ids.size, told.length);
  assert.equal(stack.sandbox.counts().creates - before, told.length);
});

test("what was granted and answered before Redis lost everything still holds at every instance", async () => {
  const person = await clinic.find();
  const made = await clinic.create(person, { key: "kept", instance: 0 });
  const id = read(made, "authorization_request_id");
  await stack.redis?.kill();
  await redisIs("unavailable");
  await stack.redis?.start();
  await redisIs("ok");
  await until(async () => {
    const seen = await clinic.call("GET", `/arc/v1/authorization-requests/${id}`, { instance: 1 });
    return seen.status === 200;
  });
  const again = await clinic.create(person, { key: "kept", instance: 1 });
  assert.deepEqual(again.body, made.body);
});

test("a Redis that stands still holds nobody up, and what it carries out late undoes nothing", async () => {
  const person = await clinic.find();
  const id = read(await clinic.create(person, { instance: 0 }), "authorization_request_id");
  assert.equal((await clinic.upload(id, { instance: 0 })).status, 204);
  stack.sandbox.faults.add({ on: "completeAuthorizationRequest", do: "status", status: 422, times: 1 });
  const told: CallResult[] = [];
  let going = true;
  const loads = Array.from({ length: 4 }, async (_, worker) => {
    for (let count = 0; going; count += 1) {
      told.push(await clinic.create(person, { key: `still-${worker}-${count}`, instance: worker % 2 }));
    }
  });
  try {
    await until(() => told.length > 100);
    // What the same load takes on this machine without any fault is nobody's waiting for Redis.
    const usual = Math.max(...told.map(({ ms }) => ms));
    const before = told.length;
    stack.redis?.freeze();
    const refused = clinic.complete(id, { key: "refused-meanwhile", instance: 0 });
    await redisIs("unavailable");
    assertProblem(await refused, "validation_failed");
    // Longer than an instance leaves Redis alone after a failure, so that some asks it again meanwhile.
    const stopped = told.length;
    await until(() => told.length > stopped + 200);
    // A few may wait for the machine: as many as come at once. Where calls waited for Redis, all would.
    const waits = told.slice(before).map(({ ms }) => ms);
    const late = waits.filter((ms) => ms >= usual + longestWait);
    assert.ok(late.length <= loads.length, `${late} ms, usually ${usual} ms`);
  } finally {
    going = false;
    stack.redis?.thaw();
    await Promise.allSettled(loads);
  }
  await redisIs("ok");
  assert.deepEqual([...new Set(told.map(({ status }) => status))], [202]);
  const ids = new Set(told.map((one) => read(one, "authorization_request_id")));
  assert.equal(ids.size, told.length);
  // It changed nothing, so that its key is free: at either instance, whenever Redis heard of it.
  assert.equal((await clinic.complete(id, { key: "refused-meanwhile", instance: 1 })).status, 200);
});

test("a completion repeated at another instance while Redis is unavailable is looked up, and not made again", async () => {
  const id = await prepared(clinic);
  // The other instance knows whose the request is before Redis goes.
  const seen = await clinic.call("GET", `/arc/v1/authorization-requests/${id}`, { instance: 1 });
  assert.equal(seen.status, 200);
  await stack.redis?.kill();
  await redisIs("unavailable");
  const completions = () => stack.sandbox.state.calls.of("completeAuthorizationRequest").length;
  const before = completions();
  const first = await clinic.complete(id, { key: "done", instance: 0 });
  const again = await clinic.complete(id, { key: "done", instance: 1 });
  assert.equal(first.status, 200);
  assert.deepEqual(again.body, first.body);
  assert.equal(completions(), before + 1);
  await stack.redis?.start();
  await redisIs("ok");
});

test("while Redis is unavailable, what another instance was granted cannot be told: busy, and not absent", async () => {
  await stack.redis?.kill();
  await redisIs("unavailable");
  const other = await clinicAt(stack, "staff-of-one-instance");
  try {
    const body = { document_type: "CC", document_number: "123456789" };
    const path = "/v1/sponsors/sponsor-sandbox/search";
    const found = await other.call("POST", path, { body, instance: 0 });
    const person = read(found, "beneficiary_id");
    assert.equal((await other.create(person, { instance: 0 })).status, 202);
    assertProblem(await other.create(person, { instance: 1 }), "overloaded");
  } finally {
    await other.close();
    await stack.redis?.start();
    await redisIs("ok");
  }
});

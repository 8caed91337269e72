import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Stack, startStack } from "../stack/stack.ts";
import { assertProblem, type Clinic, clinicAt, noLimits, read, type Told, until } from "./clinic.ts";

let stack: Stack;
let clinic: Clinic;

before(async () => {
  stack = await startStack({ instances: 2, bff: noLimits });
  clinic = await clinicAt(stack);
});
after(async () => {
  await clinic?.close();
  await stack?.stop();
});

async function redisIs(state: "ok" | "away"): Promise<void> {
  const says = async (instance: number) => {
    const { body } = await clinic.call("GET", "/readyz", { instance });
    return (body as { checks: { redis: string } }).checks.redis === state;
  };
  await until(async () => (await says(0)) && (await says(1)));
}

test("Redis killed and back under load: no answer lost, nothing done twice, nobody waits for it", async () => {
  const person = await clinic.find();
  const before = stack.sandbox.counts().creates;
  const told: Told[] = [];
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
    await redisIs("away");
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
  await redisIs("away");
  await stack.redis?.start();
  await redisIs("ok");
  await until(async () => {
    const seen = await clinic.call("GET", `/arc/v1/authorization-requests/${id}`, { instance: 1 });
    return seen.status === 200;
  });
  const again = await clinic.create(person, { key: "kept", instance: 1 });
  assert.deepEqual(again.body, made.body);
});

test("while Redis is away, what another instance was granted cannot be told: busy, and not absent", async () => {
  await stack.redis?.kill();
  await redisIs("away");
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

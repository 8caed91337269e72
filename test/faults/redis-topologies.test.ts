import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { startBff } from "../stack/bff.ts";
import { moveSlot, redisCli, startCluster, startSentinels } from "../stack/redis-topologies.ts";
import { runBff } from "../stack/run-bff.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Clinic, clinicAt, noLimits, prepared, until } from "./clinic.ts";

/** Two instances on a Redis that these settings describe. */
async function clinicOn(
  t: TestContext,
  redis: Record<string, string>,
): Promise<{ stack: Stack; clinic: Clinic }> {
  const stack = await startStack({ bff: { ...noLimits, ...redis } });
  t.after(() => stack.stop());
  const second = await startBff({ env: stack.env });
  t.after(() => second.stop());
  stack.instances.push(second);
  const clinic = await clinicAt(stack);
  t.after(() => clinic.close());
  await redisIs(clinic, "ok");
  return { stack, clinic };
}

async function redisIs(clinic: Clinic, state: string): Promise<void> {
  await until(async () => {
    const answers = await Promise.all([0, 1].map((instance) => clinic.call("GET", "/readyz", { instance })));
    return answers.every(({ body }) => (body as { checks: { redis: string } }).checks.redis === state);
  }, 20_000);
}

/** What instances share: people, requests, results of calls that happen once. */
async function assertShared(
  { stack, clinic }: { stack: Stack; clinic: Clinic },
  name: string,
): Promise<void> {
  const person = await clinic.find();
  const before = stack.sandbox.counts().creates;
  const made = await clinic.create(person, { key: name, instance: 0 });
  const again = await clinic.create(person, { key: name, instance: 1 });
  assert.equal(made.status, 202);
  assert.deepEqual(again.body, made.body);
  assert.equal(stack.sandbox.counts().creates - before, 1);
  const id = await prepared(clinic);
  for (const instance of [0, 1]) {
    const path = `/arc/v1/authorization-requests/${id}`;
    assert.equal((await clinic.call("GET", path, { instance })).status, 200);
    const listed = await clinic.call("GET", "/arc/v1/authorization-requests?size=100", { instance });
    assert.ok(JSON.stringify(listed.body).includes(id));
  }
  await assertErased({ stack, clinic }, id);
}

/** Erasing a request reaches every key of it, and every instance. */
async function assertErased({ stack, clinic }: { stack: Stack; clinic: Clinic }, id: string): Promise<void> {
  const { status, text } = await runBff(stack, ["erase", "--host", stack.host.id, "--request", id]);
  assert.equal(status, 0, text);
  assert.match(text, /^Erased: 1 requests, and [1-9]/);
  for (const instance of [0, 1]) {
    const path = `/arc/v1/authorization-requests/${id}`;
    assert.equal((await clinic.call("GET", path, { instance })).status, 404);
    const listed = await clinic.call("GET", "/arc/v1/authorization-requests?size=100", { instance });
    assert.ok(!JSON.stringify(listed.body).includes(id));
  }
}

test("two instances share through Sentinels, and find the new master after the old one died", async (t) => {
  const redis = await startSentinels();
  t.after(() => redis.stop());
  const site = await clinicOn(t, {
    REDIS_SENTINELS: redis.sentinels.join(","),
    REDIS_SENTINEL_NAME: redis.name,
  });
  await assertShared(site, "before");
  await redis.kill(redis.master);
  await until(async () => (await redisCli(redis.replica, "ROLE")).startsWith("master"), 20_000);
  await redisIs(site.clinic, "ok");
  await assertShared(site, "after");
});

test("two instances share through a cluster, while a slot moves, and after its master died", async (t) => {
  const redis = await startCluster();
  t.after(() => redis.stop());
  const site = await clinicOn(t, { REDIS_URL: redis.url, REDIS_CLUSTER: "true" });
  await assertShared(site, "before");
  const key = "{preauth}:";
  const first = await redis.masterOf(key);
  assert.ok(Number(await redisCli(first, "DBSIZE")) > 0);
  assert.ok(!site.stack.bff.log.some((line) => line.includes("redis_refused")));

  const owner = (await redis.masters()).find((port) => port !== first) ?? 0;
  // Both instances know her, should one go on in memory while keys of one script lie on two nodes.
  const [person = ""] = await Promise.all([site.clinic.find(), site.clinic.find()]);
  let isMoving = true;
  const load = (async () => {
    for (let count = 0; isMoving || count < 10; count += 1) {
      const options = { key: `moving-${count}`, instance: count % 2 };
      const made = await site.clinic.create(person, options);
      assert.equal(made.status, 202);
      assert.deepEqual((await site.clinic.create(person, options)).body, made.body);
    }
  })();
  await moveSlot(key, first, owner);
  isMoving = false;
  await load;
  // Nodes tell each other. Who takes over from a dead master takes over the slots that it knows of.
  await until(async () => {
    const known = await Promise.all(redis.ports.map((port) => redis.masterOf(key, port)));
    return known.every((port) => port === owner);
  }, 20_000);
  await redisIs(site.clinic, "ok");
  assert.ok(Number(await redisCli(owner, "DBSIZE")) > 0);

  const survivor = redis.ports.find((port) => port !== owner) ?? 0;
  await redis.kill(owner);
  await until(async () => {
    const next = await redis.masterOf(key, survivor);
    return next !== owner && !Number.isNaN(next);
  }, 30_000);
  await redisIs(site.clinic, "ok");
  await assertShared(site, "after");
});

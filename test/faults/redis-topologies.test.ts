import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { listOf } from "../../bff/src/request-list/request-record.ts";
import { ownerOf } from "../../bff/src/session/session.ts";
import { documentedRules } from "../stack/redis-access.ts";
import { moveSlot, redisCli, startCluster, startSentinels } from "../stack/redis-topologies.ts";
import { runBff } from "../stack/run-bff.ts";
import type { Stack } from "../stack/stack.ts";
import { type CallResult, type Clinic, prepared, read, undisturbed, until } from "./clinic.ts";
import { type Site, startTwoInstances } from "./two-instances.ts";

/** Two instances on a Redis that these settings describe. */
async function clinicOn(t: TestContext, redis: Record<string, string>): Promise<Site> {
  const site = await startTwoInstances(t, redis);
  await redisIs(site.clinic, "ok");
  return site;
}

async function redisIs(clinic: Clinic, state: string): Promise<void> {
  await until(async () => {
    const answers = await Promise.all([0, 1].map((instance) => clinic.call("GET", "/readyz", { instance })));
    return answers.every(({ body }) => (body as { checks: { redis: string } }).checks.redis === state);
  }, 60_000);
}

/** How often Redis did not answer an instance in time, which it need not on a busy machine. */
async function redisFailures({ instances }: Stack): Promise<number> {
  const texts = await Promise.all(instances.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  const counts = texts.flatMap((text) => [
    ...text.matchAll(/^preauth_redis_failures_total\{[^}]*\} (\d+)/gm),
  ]);
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** Runs what holds while Redis answers both instances in time. */
const whileRedisAnswers = ({ stack, clinic }: Site, run: () => Promise<void>) =>
  undisturbed(
    () => redisFailures(stack),
    async () => {
      await redisIs(clinic, "ok");
      await run();
    },
  );

/** What instances share: people, requests, results of calls that happen once. */
async function assertShared(site: Site, name: string): Promise<void> {
  let tries = 0;
  await whileRedisAnswers(site, () => {
    tries += 1;
    return assertSharedOnce(site, `${name}-${tries}`);
  });
}

async function assertSharedOnce({ stack, clinic }: Site, name: string): Promise<void> {
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
async function assertErased({ stack, clinic }: Site, id: string): Promise<void> {
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
  await until(async () => (await redisCli(redis.replica, "ROLE")).startsWith("master"), 60_000);
  await redisIs(site.clinic, "ok");
  await assertShared(site, "after");
});

/** What was answered to each create, by its key. */
type Made = Map<string, CallResult>;

/** Makes requests with keys of their own, at the instances in turn, until told to stop; gives those that were made. */
function makeRequests(clinic: Clinic, person: string, name: string) {
  const made: Made = new Map();
  let isRunning = true;
  let tries = 0;
  const work = (async () => {
    while (isRunning || tries < 10) {
      const key = `${name}-${tries}`;
      const answer = await clinic.create(person, { key, instance: tries % 2 });
      tries += 1;
      if (answer.status === 202) made.set(key, answer);
    }
  })();
  return {
    made,
    async stop(): Promise<number> {
      isRunning = false;
      await work;
      return tries;
    },
  };
}

/** Every request that was made is on the list at both instances, and a repetition of its create makes no other. */
async function assertKept({ stack, clinic }: Site, person: string, made: Made): Promise<void> {
  const before = stack.sandbox.counts().creates;
  for (const instance of [0, 1]) {
    const ids = [...made.values()].map((one) => read(one, "authorization_request_id"));
    await until(async () => {
      const listed = await openRequests(clinic, instance);
      return ids.every((id) => listed.has(id));
    }, 60_000);
    for (const [key, { body }] of made) {
      assert.deepEqual((await clinic.create(person, { key, instance })).body, body);
    }
  }
  assert.equal(stack.sandbox.counts().creates, before);
}

async function openRequests(clinic: Clinic, instance: number): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let page = 0; ; page += 1) {
    const path = `/arc/v1/authorization-requests?state=open&size=100&page=${page}`;
    const { status, body } = await clinic.call("GET", path, { instance });
    if (status !== 200) return ids;
    const { content } = body as { content: { authorization_request_id: string }[] };
    for (const { authorization_request_id: id } of content) ids.add(id);
    if (content.length === 0) return ids;
  }
}

test("two instances share through a cluster, while a slot moves, and after its master died", async (t) => {
  const redis = await startCluster();
  t.after(() => redis.stop());
  for (const port of redis.ports) await redisCli(port, "ACL", "SETUSER", "preauth", ...documentedRules());
  const url = redis.url.replace("://", "://preauth:password@");
  const site = await clinicOn(t, { REDIS_URL: url, REDIS_CLUSTER: "true" });
  const { stack, clinic } = site;
  await assertShared(site, "before");
  // Every create writes here: the list of the user who makes them.
  const key = `preauth:list:{${listOf(ownerOf(stack.host.id, "staff-1"))}}:all`;
  const first = await redis.masterOf(key);
  assert.equal(await redisCli(first, "EXISTS", key), "1");
  assert.ok(!stack.bff.log.some((line) => line.includes("redis_refused")));

  // Not the node that commands begin with: it is to die.
  const [begin] = redis.ports;
  const owner = (await redis.masters()).find((port) => port !== first && port !== begin) ?? 0;
  // Both instances know her, should one go on in memory while keys of one script lie on two nodes.
  const [person = ""] = await Promise.all([clinic.find(), clinic.find()]);
  const whileMoving = makeRequests(clinic, person, "moving");
  await moveSlot(key, first, owner);
  const creates = await whileMoving.stop();
  assert.equal(whileMoving.made.size, creates);
  // Nodes tell each other. Who takes over from a dead master takes over the slots that it knows of.
  await until(async () => {
    const known = await Promise.all(redis.ports.map((port) => redis.masterOf(key, port)));
    return known.every((port) => port === owner);
  }, 60_000);
  await redisIs(clinic, "ok");
  await whileRedisAnswers(site, () => assertKept(site, person, whileMoving.made));
  assert.equal(await redisCli(owner, "EXISTS", key), "1");

  const before = stack.sandbox.counts().creates;
  const whileDying = makeRequests(clinic, person, "dying");
  await until(() => whileDying.made.size > 5, 60_000);
  const survivor = redis.ports.find((port) => port !== owner) ?? 0;
  await redis.kill(owner);
  await until(async () => {
    const next = await redis.masterOf(key, survivor);
    return next !== owner && !Number.isNaN(next);
  }, 60_000);
  await redisIs(clinic, "ok");
  const tries = await whileDying.stop();
  assert.ok(stack.sandbox.counts().creates - before <= tries);
  await whileRedisAnswers(site, () => assertKept(site, person, whileDying.made));
  await whileRedisAnswers(site, () => assertKept(site, person, whileMoving.made));
  await assertShared(site, "after");
});

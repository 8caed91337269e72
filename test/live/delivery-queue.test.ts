import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeliveryClaim, DeliveryQueue, DeliveryState } from "../../bff/src/deliveries/delivery-queue.ts";
import { redisDeliveryQueue } from "../../bff/src/deliveries/redis-delivery-queue.ts";
import { silentLogger } from "../../bff/src/logging/logger.ts";
import { createMetrics } from "../../bff/src/metrics/metrics.ts";
import { redisAt } from "../../bff/src/redis/connection.ts";
import { createEncryption } from "../../bff/src/redis/encryption.ts";
import { SharedRedis, unavailable } from "../../bff/src/redis/redis.ts";
import { topicOf } from "../../bff/src/request-events/event-log.ts";
import { fixedSecret } from "../../bff/src/settings/secret.ts";
import { type Redis, redisTimeout, startRedis } from "../stack/redis.ts";

const topic = topicOf("req_1");
const delivered = (id: string, more: Partial<DeliveryState> = {}): DeliveryState => ({
  requestId: "req_1",
  host: "clinic",
  done: [id],
  givenUp: [],
  ...more,
});
const givenUp = delivered("msg_1", { givenUp: [{ id: "msg_1", type: "created" }] });

/* A process that dies does nothing more with its claim. */
describe("a queue of deliveries in Redis", () => {
  let server: Redis;
  let redis: SharedRedis;
  let one: DeliveryQueue;
  let other: DeliveryQueue;

  before(async () => {
    server = await startRedis();
    redis = new SharedRedis(redisAt(fixedSecret([server.url]), redisTimeout), silentLogger, createMetrics());
    await redis.ready(60_000);
  });
  after(async () => {
    redis?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    await redis.run((client) => client.flushdb());
    const encryption = createEncryption(fixedSecret(["an-invented-secret-of-thirty-two-bytes"]));
    [one, other] = [
      redisDeliveryQueue(redis, encryption, 60_000),
      redisDeliveryQueue(redis, encryption, 60_000),
    ];
    await one.schedule(topic);
  });

  async function claimOf(queue: DeliveryQueue): Promise<DeliveryClaim> {
    const [claim, ...more] = await queue.claim(10);
    assert.ok(claim?.topic === topic && more.length === 0);
    return claim;
  }

  /** As if so much time had gone by: at least the millisecond after which a claim has another token. */
  async function endLease(): Promise<void> {
    await redis.run((client) => client.zadd("preauth:{deliveries}:leases", 1, topic));
    await sleep(2);
  }

  test("has one holder at a time, who stores what is delivered", async () => {
    const claim = await claimOf(one);
    assert.deepEqual(await other.claim(10), []);
    assert.equal(await one.record(claim, delivered("msg_1")), true);
    assert.deepEqual(await other.read(topic), delivered("msg_1"));
    await one.settle(claim, { hasGivenUp: false });
    assert.deepEqual(await other.claim(10), []);
    assert.deepEqual(await other.withGivenUp(), []);
  });

  test("keeps what a holder that died had given up, and lists it once the next one is done", async () => {
    assert.equal(await one.record(await claimOf(one), givenUp), true);
    await endLease();
    const next = await claimOf(other);
    const state = await other.read(topic);
    assert.deepEqual(state, givenUp);
    await other.settle(next, { hasGivenUp: true });
    assert.deepEqual(await one.withGivenUp(), [topic]);
  });

  test("takes nothing more from a holder whose time is over", async () => {
    const late = await claimOf(one);
    await endLease();
    const next = await claimOf(other);
    assert.equal(await one.record(late, delivered("msg_late")), false);
    await one.settle(late, { pause: 0, hasGivenUp: true });
    assert.deepEqual(await one.withGivenUp(), []);
    assert.equal(await other.record(next, delivered("msg_1")), true);
    assert.deepEqual(await one.read(topic), delivered("msg_1"));
  });

  test("makes a request due again whose delivery could not be stored", async () => {
    const claim = await claimOf(one);
    // A node of a cluster that has lost its last writes.
    await redis.run((client) => client.del(`preauth:delivery:{${topic}}:holder`));
    assert.equal(await one.record(claim, delivered("msg_1")), false);
    await one.settle(claim, { pause: 0 });
    assert.equal((await claimOf(other)).topic, topic);
  });

  test("has nothing left of a request that is erased while it is delivered", async () => {
    const claim = await claimOf(one);
    await other.remove(topic);
    assert.equal(await one.record(claim, givenUp), false);
    await one.settle(claim, { pause: 0, hasGivenUp: true });
    const keys = await redis.run((client) => client.keys("*"));
    assert.notEqual(keys, unavailable);
    assert.deepEqual(keys, []);
  });
});

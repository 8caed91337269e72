import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { silentLogger } from "../../bff/src/logging/logger.ts";
import { createMetrics } from "../../bff/src/metrics/metrics.ts";
import { redisAt } from "../../bff/src/redis/connection.ts";
import { createEncryption } from "../../bff/src/redis/encryption.ts";
import { SharedRedis, unavailable } from "../../bff/src/redis/redis.ts";
import { topicOf } from "../../bff/src/request-events/event-log.ts";
import { memoryRecordStore, type RecordStore } from "../../bff/src/request-list/record-store.ts";
import { redisRecordStore } from "../../bff/src/request-list/redis-record-store.ts";
import { listOf, type RequestRecord } from "../../bff/src/request-list/request-record.ts";
import { fixedSecret } from "../../bff/src/settings/secret.ts";
import { authorization } from "../../shared/src/index.ts";
import { waitFor } from "../stack/readiness.ts";
import { type Redis, redisTimeout, startRedis } from "../stack/redis.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { makeRequest, silent, sitDown } from "./desk.ts";

const kept = 3_600_000;
const owner = "clinic:ana";

function record(id: string, age: number, more: Partial<RequestRecord> = {}): RequestRecord {
  const at = Date.now() - age;
  return {
    id,
    host: "clinic",
    owners: [owner, "clinic#norte"],
    sponsorSlug: "sponsor",
    beneficiaryId: "bnf_1",
    beneficiaryName: "ANA INVENTED",
    diagnosisCode: "R51",
    products: [],
    createdAt: at,
    updatedAt: at,
    version: "0-0",
    status: "PENDING_SPONSOR",
    authorizations: [],
    ...more,
  };
}

describe("a record of a request", () => {
  let server: Redis;
  let redis: SharedRedis;
  const stores: Record<string, () => RecordStore> = {
    "in memory": () => memoryRecordStore(kept),
    "in Redis": () =>
      redisRecordStore(
        redis,
        createEncryption(fixedSecret(["an-invented-secret-of-thirty-two-bytes"])),
        kept,
      ),
  };

  before(async () => {
    server = await startRedis();
    redis = new SharedRedis(redisAt(fixedSecret([server.url]), redisTimeout), silentLogger, createMetrics());
    await redis.ready(60_000);
  });
  after(async () => {
    redis?.close();
    await server?.stop();
  });

  const idsOf = async (store: RecordStore, state?: "open" | "decided", whose = owner) => {
    const found = await store.page(listOf(whose), state, 0, 100);
    assert.notEqual(found, unavailable);
    return found === unavailable ? [] : found.records.map(({ id }) => id);
  };

  for (const [where, create] of Object.entries(stores)) {
    describe(where, () => {
      let store: RecordStore;
      before(async () => {
        if (where === "in Redis") await redis.run((client) => client.flushdb());
        store = create();
      });
      after(() => store?.close());

      test("is on every list of its owners", async () => {
        await store.add(record("old", kept - 600_000));
        await store.add(record("new", 0));
        assert.deepEqual(await idsOf(store), ["new", "old"]);
        const ofGroup = await store.page(listOf("clinic#norte"), undefined, 0, 1);
        assert.ok(ofGroup !== unavailable && ofGroup.total === 2 && ofGroup.records[0]?.id === "new");
      });

      test("is not replaced by an older one, nor made anew by an update", async () => {
        const authorizations = [authorization.parse({ status: "APPROVED", products: [] })];
        const decided = { status: "COMPLETED", authorizations };
        assert.equal(await store.update(record("new", 0, { ...decided, version: "20-1" })), true);
        assert.equal(await store.update(record("new", 0, { version: "20-0" })), false);
        assert.equal(await store.update(record("new", 0, { version: "9-9" })), false);
        assert.deepEqual(await idsOf(store, "decided"), ["new"]);
        assert.deepEqual(await idsOf(store, "open"), ["old"]);
        assert.equal(await store.update(record("never", 0, { version: "5-0" })), false);
        assert.equal(await store.get(topicOf("never")), undefined);
      });

      test("is gone from its lists when it has been kept for long enough", async () => {
        const own = create();
        const carla = { owners: ["clinic:carla"] };
        const [ending, staying] = [record("ending", kept - 1_000, carla), record("staying", 0, carla)];
        await own.add(ending);
        await own.add(staying);
        await waitFor(
          "the end of a record",
          async () => (await idsOf(own, undefined, "clinic:carla")).length === 1,
        );
        assert.ok(Date.now() >= ending.createdAt + kept);
        assert.deepEqual(await idsOf(own, undefined, "clinic:carla"), ["staying"]);
        // Redis counts whole milliseconds.
        await waitFor("its removal", async () => (await own.get(topicOf("ending"))) === undefined);
        await own.remove(staying);
        own.close();
        await store.remove(record("old", kept - 600_000));
      });
    });
  }

  test("that has lost its places in the lists gets them back, among the open ones only while it is open", async () => {
    const store = stores["in Redis"]?.() as RecordStore;
    const bea = { owners: ["clinic:bea"] };
    const [open, decided] = [record("open-still", 1, bea), record("decided-since", 2, bea)];
    await store.add(open);
    await store.add(decided);
    // Another instance hears of the decision.
    const elsewhere = stores["in Redis"]?.() as RecordStore;
    const authorizations = [authorization.parse({ status: "APPROVED", products: [] })];
    await elsewhere.update({ ...decided, status: "COMPLETED", authorizations, version: "20-1" });
    const list = listOf("clinic:bea");
    await redis.run(async (client) => client.del(...(await client.keys(`preauth:list:{${list}}:*`))));
    await redis.run((client) => client.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "no"));
    const found = async (state?: "open" | "decided") => {
      const page = await store.page(list, state, 0, 100);
      return page === unavailable ? [] : page.records.map(({ id }) => id);
    };
    await waitFor("both places", async () => (await found()).length === 2);
    await waitFor("the open one", async () => (await found("open")).length > 0);
    assert.deepEqual(await found("open"), ["open-still"]);
    await waitFor("the decided one", async () => (await found("decided")).length > 0);
    assert.deepEqual(await found("decided"), ["decided-since"]);
    for (const one of [open, decided]) await store.remove(one);
    for (const one of [store, elsewhere]) one.close();
  });

  test("leaves nothing in Redis, not even in an index", async () => {
    const store = stores["in Redis"]?.() as RecordStore;
    await store.removeExpired();
    const all = await redis.run((client) => client.zrange(`preauth:list:{${listOf(owner)}}:all`, "0", "-1"));
    assert.deepEqual(all, [topicOf("new")]);
    await store.remove(record("new", 0));
    await store.removeExpired();
    const left = await redis.run((client) => client.keys("preauth:list:*"));
    assert.deepEqual(left, []);
    store.close();
  });

  test("is unreadable in Redis, its request's id and its person included", async () => {
    const store = stores["in Redis"]?.() as RecordStore;
    await store.add(record("req_visible", 0));
    const keys = await redis.run((client) => client.keys("*"));
    assert.ok(Array.isArray(keys) && keys.length > 0);
    for (const key of keys) {
      const type = await redis.run((client) => client.type(key));
      const value =
        type === "string"
          ? await redis.run((client) => client.get(key))
          : await redis.run((client) => client.zrange(key, "0", "-1"));
      assert.doesNotMatch(`${key} ${JSON.stringify(value)}`, /req_visible|INVENTED|bnf_1|clinic|R51/);
    }
    store.close();
  });
});

describe("with REQUEST_NAMES=off", () => {
  let stack: Stack;
  before(async () => {
    stack = await startStack({ redis: true, bff: { REQUEST_NAMES: "off" } });
  });
  after(() => stack?.stop());

  test("no name is kept, from the search on", async () => {
    const desk = await sitDown(stack, stack.bff.url, "ana");
    const { id } = await makeRequest(desk, silent);
    const { body } = await desk.arc.get("/arc/v1/authorization-requests");
    assert.match(JSON.stringify(body), new RegExp(id));
    assert.doesNotMatch(JSON.stringify(body), /beneficiary_name/);
  });
});

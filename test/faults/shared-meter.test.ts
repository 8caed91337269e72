import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { silentLogger } from "../../bff/src/logging/logger.ts";
import { createMetrics, type Metrics } from "../../bff/src/metrics/metrics.ts";
import { policies as usual } from "../../bff/src/rate-limits/policies.ts";
import { redisRateLimits } from "../../bff/src/rate-limits/redis-store.ts";
import type { Charge, RateLimitStore, TakeResult } from "../../bff/src/rate-limits/store.ts";
import { redisAt } from "../../bff/src/redis/connection.ts";
import { SharedRedis } from "../../bff/src/redis/redis.ts";
import { fixedSecret } from "../../bff/src/settings/secret.ts";
import { type Redis, startRedis } from "../stack/redis.ts";
import { undisturbed, until } from "./clinic.ts";

const hour = 3_600;
const policies = {
  ...usual,
  search: { quota: 7, seconds: hour },
  search_miss: { quota: 3, seconds: hour },
  search_miss_address: { quota: 5, seconds: hour },
  search_miss_host: { quota: 3, seconds: hour },
  session: { quota: 200, seconds: hour },
  upload: { quota: 20, seconds: 1 },
};

type Instance = { store: RateLimitStore; redis: SharedRedis };
const by = (name: Charge["name"], key: string): Charge => ({ name, key });
/** As a slow machine may have it too. */
const minutes = (seconds: number) => Math.ceil(seconds / 60);
const isIn = ({ refused }: TakeResult) => refused === undefined;

let server: Redis;
let one: Instance;
let other: Instance;
let somebody = "";
let people = 0;
const metrics: Metrics[] = [];

/** What an instance counts with. Its own clock may be off by so many milliseconds. */
function instance(clockOff = 0, limits: typeof policies = policies): Instance {
  const counters = createMetrics();
  metrics.push(counters);
  const redis = new SharedRedis(redisAt(fixedSecret([server.url])), silentLogger, counters);
  return { redis, store: redisRateLimits(redis, limits, () => Date.now() + clockOff) };
}

const bothAre = (state: "ok" | "unavailable") =>
  until(async () => {
    // It is only by asking that anybody notices.
    await Promise.all([one, other].map(({ redis }) => redis.run((client) => client.ping())));
    return [one, other].every(({ redis }) => redis.state === state);
  });

/** How many of so many are let in, in turn at each of the instances. */
async function letIn(count: number, instances: Instance[], ...charges: Charge[]): Promise<number> {
  let sum = 0;
  for (let turn = 0; turn < count; turn += 1) {
    const { store } = instances[turn % instances.length] as Instance;
    if (isIn(await store.take(charges))) sum += 1;
  }
  return sum;
}

before(async () => {
  server = await startRedis();
  one = instance();
  other = instance(-hour * 1000);
  await Promise.all([one, other].map(({ redis }) => redis.ready(60_000)));
});
after(async () => {
  one?.redis.close();
  other?.redis.close();
  await server?.stop();
});

async function redisFailures(): Promise<number> {
  const counters = await Promise.all(metrics.map((counted) => counted.redisFailures.get()));
  return counters.reduce((sum, { values }) => sum + (values[0]?.value ?? 0), 0);
}

/** A test of what instances do together, with somebody whom none of them knows. */
function together(name: string, run: () => Promise<void>): void {
  test(name, () =>
    undisturbed(redisFailures, async () => {
      await bothAre("ok");
      await until(() => ![one, other].some(({ redis }) => redis.isRestoring));
      people += 1;
      somebody = `person ${people}`;
      await run();
    }),
  );
}

describe("meters of two instances whose clocks are an hour apart", () => {
  together("let one quota through together", async () => {
    assert.equal(await letIn(30, [one, other], by("search", somebody)), 7);
    assert.equal(await letIn(30, [one, other], by("search", `${somebody}'s neighbour`)), 7);
  });

  together("let one quota through when all come at once", async () => {
    const crowd = Array.from({ length: 1_000 }, (_, turn) =>
      (turn % 2 === 0 ? one : other).store.take([by("search", somebody)]),
    );
    assert.equal((await Promise.all(crowd)).filter(isIn).length, 7);
  });

  together("say how many are left, when all are back, and when to come again", async () => {
    const [search, miss] = [by("search", somebody), by("search_miss", somebody)];
    await one.store.take([miss]);
    const { quota } = await other.store.take([miss]);
    assert.deepEqual([quota.remaining, minutes(quota.resetSeconds)], [1, 40]);
    await one.store.take([miss]);
    const met = await other.store.take([search, miss]);
    assert.equal(met.refused, "search_miss");
    assert.deepEqual([met.quota.remaining, minutes(met.quota.resetSeconds)], [0, 60]);
    assert.equal(met.refused && minutes(met.retryAfter), 20);
  });

  together("let in again as time passes", async () => {
    assert.ok((await letIn(60, [one, other], by("upload", somebody))) >= 20);
    await until(async () => isIn(await one.store.take([by("upload", somebody)])));
  });

  together("count all of several charges, or none", async () => {
    const both = [by("search", somebody), by("search_miss", somebody)];
    assert.equal(await letIn(30, [one, other], ...both), 3);
    assert.equal(await letIn(30, [other, one], by("search", somebody)), 4);
  });

  together("hear after a moment of what was given back to a host, and admit no more than that", async () => {
    const host = by("search_miss_host", `${somebody}'s host`);
    assert.equal(await letIn(6, [one, other], host), 3);
    await one.store.refund([host]);
    await until(async () => isIn(await other.store.take([host])));
    assert.equal(await letIn(6, [one, other], host), 0);
  });

  together("give back what they took of one when another is past its limit", async () => {
    const [search, host] = [by("search", somebody), by("search_miss_host", `${somebody}'s host`)];
    for (let turn = 0; turn < policies.search_miss_host.quota; turn += 1) await one.store.take([host]);
    const refused = await other.store.take([search, host]);
    assert.equal(refused.refused, "search_miss_host");
    assert.equal(await letIn(30, [one, other], search), 7);
  });

  together("let one quota through for many users at once, and give back what the others took", async () => {
    const address = by("search_miss_address", `${somebody}'s address`);
    const users = Array.from({ length: 60 }, (_, turn) => by("search", `${somebody}, user ${turn}`));
    const crowd = users.map((user, turn) => (turn % 2 === 0 ? one : other).store.take([user, address]));
    const admitted = (await Promise.all(crowd)).filter(isIn).length;
    assert.equal(admitted, 5);
    const left = await Promise.all(users.map((user) => letIn(8, [one, other], user)));
    assert.equal(
      left.reduce((sum, count) => sum + count, 0),
      60 * 7 - admitted,
    );
  });

  for (const [how, search] of [
    ["in count", { quota: 50, seconds: hour }],
    ["in time", { quota: 7, seconds: 60 }],
    ["in both", { quota: 1_000, seconds: 60 }],
  ] as const) {
    together(`free at once whoever met a limit that was raised ${how}`, async () => {
      assert.equal(await letIn(30, [one], by("search", somebody)), 7);
      const raised = instance(0, { ...policies, search });
      try {
        await raised.redis.ready(60_000);
        await until(() => !raised.redis.isRestoring);
        assert.equal(await letIn(5, [raised], by("search", somebody)), 5);
      } finally {
        raised.redis.close();
      }
    });
  }

  together("take back at one what was counted at the other, and never more than was counted", async () => {
    const miss = by("search_miss", somebody);
    assert.equal(await letIn(30, [one], miss), 3);
    await other.store.refund([miss]);
    assert.equal(await letIn(30, [one], miss), 1);
    for (let count = 0; count < 5; count += 1) await other.store.refund([miss]);
    assert.equal(await letIn(30, [other, one], miss), 3);
  });

  together("hear of each other's requests after a moment, though they are not asked about each", async () => {
    const request = by("session", somebody);
    const taken = one.store.take([request]);
    assert.ok(!(taken instanceof Promise));
    assert.equal(1 + (await letIn(300, [one], request)), 200);
    let elsewhere = 0;
    await until(async () => {
      const isLetIn = isIn(await other.store.take([request]));
      if (isLetIn) elsewhere += 1;
      return !isLetIn;
    });
    assert.ok(elsewhere < 100, `${elsewhere} more`);
  });

  together("write names that tell nothing, and keys that end by themselves", async () => {
    await one.store.take([by("search", somebody), by("search_miss", somebody)]);
    const all = await one.redis.run(async (client) => {
      const names = await client.keys("*");
      return Promise.all(names.map(async (name) => [name, await client.pttl(name)] as const));
    });
    assert.ok(Array.isArray(all) && all.length > 0);
    for (const [name, left] of all) {
      assert.match(name, /^preauth:limit:\{(session|[\w-]{32})\}:[\w-]{32}$/);
      // Redis says -1 of a key without an end, and -2 of one that has ended since its name was read.
      assert.ok(left !== -1 && left <= hour * 1000 * 2, `${left} ms`);
    }
  });
});

describe("a Redis that was unavailable", () => {
  together("leaves each with what it was told last, and is told by each what it knows", async () => {
    const [met, stranger, found] = ["met", "a stranger", "found"].map((who) =>
      by("search_miss", `${somebody}, ${who}`),
    ) as [Charge, Charge, Charge];
    const before = await letIn(6, [one, other], met);
    await one.store.take([found]);
    await server.kill();
    await bothAre("unavailable");
    const meanwhile = [
      await letIn(6, [one, other], met),
      await letIn(6, [one], stranger),
      await letIn(6, [other], stranger),
    ];
    await one.store.refund([found]);
    await server.start();
    await bothAre("ok");
    const newcomer = instance();
    try {
      await newcomer.redis.ready(60_000);
      // Each tells all that it knows at once.
      await until(async () => Number(await newcomer.redis.run((client) => client.dbsize())) > 0);
      const afterwards = [
        await letIn(6, [newcomer], met, stranger),
        await letIn(6, [newcomer], stranger),
        await letIn(6, [newcomer, one, other], found),
      ];
      assert.deepEqual([before, meanwhile, afterwards], [3, [0, 3, 3], [0, 0, 3]]);
    } finally {
      newcomer.redis.close();
    }
  });

  together("counts nothing twice when it only stood still", async () => {
    const late = by("search", somebody);
    assert.equal(await letIn(2, [one, other], late), 2);
    server.freeze();
    assert.equal(await letIn(1, [one], late), 1);
    await bothAre("unavailable");
    server.thaw();
    await bothAre("ok");
    assert.equal(await letIn(30, [one, other], late), 4);
  });

  together("is told as well when nobody saw that it is another", async () => {
    const miss = by("search_miss", somebody);
    assert.equal(await letIn(6, [one, other], miss), 3);
    const newcomer = instance();
    await newcomer.redis.ready(60_000);
    try {
      await newcomer.redis.run((client) => client.flushall());
      await newcomer.redis.run((client) => client.call("CLIENT", "KILL", "TYPE", "normal"));
      await until(async () => Number(await newcomer.redis.run((client) => client.dbsize())) > 0);
      assert.equal(await letIn(6, [newcomer], miss), 0);
    } finally {
      newcomer.redis.close();
    }
  });
});

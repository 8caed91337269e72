import assert from "node:assert/strict";
import { test } from "node:test";
import { createMetrics } from "../metrics/metrics.ts";
import { Cache } from "./cache.ts";

const freshness = { fresh: 1_000, stale: 10_000 };

function cacheOf() {
  const world = { now: 1_000_000, loads: 0, fails: false };
  const metrics = createMetrics();
  const cache = new Cache<string>(
    (value) => value.length,
    metrics,
    () => world.now,
  );
  const bytes = async () => {
    const gauge = metrics.registry.getSingleMetric("preauth_cache_bytes");
    return (await gauge?.get())?.values[0]?.value ?? 0;
  };
  const load = async () => {
    world.loads += 1;
    await new Promise(setImmediate);
    if (world.fails) throw new Error("down");
    return `value ${world.loads}`;
  };
  return {
    world,
    bytes,
    get: (key = "key", { fresh, stale } = freshness) => cache.get(key, { fresh, stale }, load),
  };
}

/** Waits for a read that has started. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}

test("a hundred callers share one read, and later ones get its value", async () => {
  const { world, get } = cacheOf();
  await Promise.all(Array.from({ length: 100 }, () => get()));
  assert.equal(get(), "value 1");
  assert.equal(world.loads, 1);
});

test("a stale value is returned while it is read again", async () => {
  const { world, get } = cacheOf();
  await get();
  world.now += 1_001;
  assert.equal(get(), "value 1");
  await settled();
  assert.equal(get(), "value 2");
});

test("while the vendor is down the stale value is returned, and rarely read again", async () => {
  const { world, get } = cacheOf();
  await get();
  world.fails = true;
  world.now += 6_000;
  for (let count = 0; count < 10; count += 1) assert.equal(get(), "value 1");
  await settled();
  assert.equal(get(), "value 1");
  assert.equal(world.loads, 2);
});

test("an expired value is not returned", async () => {
  const { world, get } = cacheOf();
  await get();
  world.fails = true;
  world.now += 11_001;
  await assert.rejects(async () => get());
});

test("a failure is not cached", async () => {
  const { world, get } = cacheOf();
  world.fails = true;
  await assert.rejects(async () => get());
  world.fails = false;
  assert.equal(await get(), "value 2");
});

test("a small value counts with all the memory that its entry takes", async () => {
  const { bytes, get } = cacheOf();
  for (let count = 0; count < 100; count += 1) await get(`key ${count}`);
  // 120,000 small replies took 600 bytes each in Node 24.
  assert.ok((await bytes()) >= 100 * 600);
});

test("beyond the memory that it may have, the cache removes what is oldest", async () => {
  const { world, bytes, get } = cacheOf();
  // A key of 500,000 letters takes a megabyte.
  const key = (count: number) => `${count}`.padEnd(500_000);
  for (let count = 0; count < 40; count += 1) await get(key(count));
  assert.ok((await bytes()) <= 32 * 1024 * 1024);
  await get(key(39));
  assert.equal(world.loads, 40);
  await get(key(0));
  assert.equal(world.loads, 41);
});

test("what is too old to be used leaves the memory, and nothing else does", async () => {
  const { world, bytes, get } = cacheOf();
  for (let count = 0; count < 10; count += 1) await get(`key ${count}`);
  const full = await bytes();
  await get("long", { fresh: 1_000, stale: 1_000_000 });
  const withLong = await bytes();
  world.now += 61_000;
  get("long", { fresh: 1_000, stale: 1_000_000 });
  assert.equal(await bytes(), withLong - full);
  assert.equal(get("long", { fresh: 1_000, stale: 1_000_000 }), "value 11");
});

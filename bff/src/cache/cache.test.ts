import assert from "node:assert/strict";
import { test } from "node:test";
import { createMetrics } from "../metrics/metrics.ts";
import { Cache } from "./cache.ts";

const freshness = { fresh: 1_000, stale: 10_000 };

function cacheOf() {
  const world = { now: 1_000_000, loads: 0, fails: false };
  const cache = new Cache<string>(
    (value) => value.length,
    createMetrics(),
    () => world.now,
  );
  const load = async () => {
    world.loads += 1;
    await new Promise(setImmediate);
    if (world.fails) throw new Error("down");
    return `value ${world.loads}`;
  };
  return { world, get: (key = "key") => cache.get(key, freshness, load) };
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

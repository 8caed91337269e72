import assert from "node:assert/strict";
import { test } from "node:test";
import { createMetrics } from "../metrics/metrics.ts";
import { Cache } from "./cache.ts";

const life = { fresh: 1_000, stale: 10_000 };

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
  return { world, get: (key = "key") => cache.get(key, life, load) };
}

/** Until a read that was begun has ended. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}

test("a hundred callers make one read, and later ones are answered at once", async () => {
  const { world, get } = cacheOf();
  await Promise.all(Array.from({ length: 100 }, () => get()));
  assert.equal(get(), "value 1");
  assert.equal(world.loads, 1);
});

test("what is past its time is served while it is read again", async () => {
  const { world, get } = cacheOf();
  await get();
  world.now += 1_001;
  assert.equal(get(), "value 1");
  await settled();
  assert.equal(get(), "value 2");
});

test("while the vendor is down the old value is served, and asked for seldom", async () => {
  const { world, get } = cacheOf();
  await get();
  world.fails = true;
  world.now += 6_000;
  for (let count = 0; count < 10; count += 1) assert.equal(get(), "value 1");
  await settled();
  assert.equal(get(), "value 1");
  assert.equal(world.loads, 2);
});

test("what is too old is not served", async () => {
  const { world, get } = cacheOf();
  await get();
  world.fails = true;
  world.now += 11_001;
  await assert.rejects(async () => get());
});

test("a failure is not kept", async () => {
  const { world, get } = cacheOf();
  world.fails = true;
  await assert.rejects(async () => get());
  world.fails = false;
  assert.equal(await get(), "value 2");
});

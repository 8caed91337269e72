import assert from "node:assert/strict";
import { test } from "node:test";
import { Breaker } from "./circuit-breaker.ts";

function opened() {
  const world = { now: 1 };
  const breaker = new Breaker(() => world.now);
  for (let count = 0; count < 10; count += 1) breaker.failed();
  return { world, breaker };
}

test("ten failures in a row open it, and then calls are refused", () => {
  const { breaker } = opened();
  assert.ok((breaker.refusal() ?? 0) > 0);
});

test("a success in between starts the count again", () => {
  const breaker = new Breaker(() => 1);
  for (let count = 0; count < 9; count += 1) breaker.failed();
  breaker.succeeded();
  for (let count = 0; count < 9; count += 1) breaker.failed();
  assert.equal(breaker.refusal(), undefined);
});

test("after the pause exactly one probe goes out", () => {
  const { world, breaker } = opened();
  world.now += 2_000;
  assert.equal(breaker.refusal(), undefined);
  assert.equal(breaker.refusal(), 1);
});

test("a probe that succeeds closes it, one that fails makes it wait longer", () => {
  const { world, breaker } = opened();
  world.now += 2_000;
  breaker.refusal();
  breaker.failed();
  world.now += 1_500;
  assert.notEqual(breaker.refusal(), undefined);
  world.now += 1_500;
  assert.equal(breaker.refusal(), undefined);
  breaker.succeeded();
  assert.deepEqual([breaker.refusal(), breaker.refusal(), breaker.open], [undefined, undefined, false]);
});

test("a probe whose caller left lets another probe out", () => {
  const { world, breaker } = opened();
  world.now += 2_000;
  breaker.refusal();
  breaker.unknown();
  assert.equal(breaker.refusal(), undefined);
});

test("told to wait it refuses for so long, and then lets everybody in", () => {
  const world = { now: 1 };
  const breaker = new Breaker(() => world.now);
  breaker.told(3);
  assert.deepEqual([breaker.refusal(), breaker.open], [3, true]);
  world.now += 3_000;
  assert.deepEqual([breaker.refusal(), breaker.refusal(), breaker.open], [undefined, undefined, false]);
});

test("told to wait while it is open, it lets a single probe out afterwards", () => {
  const { world, breaker } = opened();
  world.now += 2_000;
  breaker.refusal();
  breaker.told(3);
  assert.equal(breaker.refusal(), 3);
  world.now += 3_000;
  assert.deepEqual([breaker.refusal(), breaker.refusal()], [undefined, 1]);
  breaker.succeeded();
  assert.deepEqual([breaker.refusal(), breaker.refusal()], [undefined, undefined]);
});

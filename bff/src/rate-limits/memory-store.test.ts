import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { memoryRateLimits } from "./memory-store.ts";
import { defaultLimits } from "./policies.ts";
import type { Charge, TakeResult } from "./store.ts";

let now = 0;
const policies = {
  ...defaultLimits.policies,
  search: { quota: 3, seconds: 60 },
  search_miss: { quota: 1, seconds: 60 },
};
const by = (name: Charge["name"], key = "somebody"): Charge => ({ name, key });

describe("a store in memory", () => {
  let store = memoryRateLimits(policies, () => now);
  const take = (...charges: Charge[]) => store.take(charges) as TakeResult;
  beforeEach(() => {
    now = 1_000_000;
    store = memoryRateLimits(policies, () => now);
  });

  test("lets the whole quota through at once, and then one use for each that has refilled", () => {
    for (let count = 0; count < 3; count += 1) assert.equal(take(by("search")).refused, undefined);
    assert.equal(take(by("search")).refused, "search");
    now += 20_000;
    assert.equal(take(by("search")).refused, undefined);
    assert.equal(take(by("search")).refused, "search");
  });

  test("says how many are left, when all have refilled, and when to try again", () => {
    assert.deepEqual(take(by("search")).quota, { remaining: 2, resetSeconds: 20 });
    take(by("search"));
    take(by("search"));
    const refused = take(by("search"));
    assert.deepEqual(refused, {
      refused: "search",
      quota: { remaining: 0, resetSeconds: 60 },
      retryAfter: 20,
    });
  });

  test("a refusal is not counted: after retryAfter the next use passes", () => {
    for (let count = 0; count < 3; count += 1) take(by("search"));
    for (let count = 0; count < 100; count += 1) take(by("search"));
    now += 20_000;
    assert.equal(take(by("search")).refused, undefined);
  });

  test("counts all of several charges, or none", () => {
    take(by("search_miss"));
    assert.equal(take(by("search"), by("search_miss")).refused, "search_miss");
    assert.deepEqual(take(by("search")).quota.remaining, 2);
  });

  test("keeps keys apart", () => {
    for (let count = 0; count < 3; count += 1) take(by("search"));
    assert.equal(take(by("search", "another")).refused, undefined);
  });

  test("takes charges back", () => {
    take(by("search_miss"));
    store.refund([by("search_miss")]);
    assert.equal(take(by("search_miss")).refused, undefined);
  });

  test("never takes back more than was counted", () => {
    store.refund([by("search_miss"), by("search_miss")]);
    take(by("search_miss"));
    assert.equal(take(by("search_miss")).refused, "search_miss");
  });

  test("a clock that is set back by an hour refuses nobody for longer than the window", () => {
    take(by("search"));
    now -= 3_600_000;
    const { retryAfter = 0 } = take(by("search")) as Extract<TakeResult, { retryAfter: number }>;
    assert.ok(retryAfter <= 60, `${retryAfter}`);
    store = memoryRateLimits(policies);
    assert.equal(take(by("search")).refused, undefined);
  });

  test("the system's clock, set back by an hour, refuses nobody", (t) => {
    store = memoryRateLimits(policies);
    take(by("search"));
    t.mock.timers.enable({ apis: ["Date"], now: Date.now() - 3_600_000 });
    assert.equal(take(by("search")).refused, undefined);
  });

  test("counts a host's own policy on its own", () => {
    const own = { ...by("search"), policy: { quota: 1, seconds: 60 } };
    assert.equal(take(own).refused, undefined);
    assert.equal(take(own).refused, "search");
    assert.equal(take(by("search")).refused, undefined);
    store.refund([own]);
    assert.equal(take(own).refused, undefined);
    assert.deepEqual([...store.keysAbove(1)], [own]);
  });

  test("a flood of other keys does not drop one that is at its limit", () => {
    for (let count = 0; count < 3; count += 1) take(by("search"));
    for (let count = 0; count < 120_000; count += 1) take(by("search", `other ${count}`));
    assert.equal(take(by("search")).refused, "search");
  });
});

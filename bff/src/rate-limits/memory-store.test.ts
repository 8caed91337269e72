import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { memoryRateLimits } from "./memory-store.ts";
import { defaultLimits } from "./policies.ts";
import type { Charge, Usage } from "./store.ts";

let now = 0;
const policies = {
  ...defaultLimits.policies,
  search: { quota: 3, seconds: 60 },
  search_miss: { quota: 1, seconds: 60 },
};
const by = (name: Charge["name"], key = "somebody"): Charge => ({ name, key });

describe("a store in memory", () => {
  let store = memoryRateLimits(policies, () => now);
  const take = (...charges: Charge[]) => store.take(charges) as Usage;
  beforeEach(() => {
    now = 1_000_000;
    store = memoryRateLimits(policies, () => now);
  });

  test("lets a whole quota through at once, and then one for each that has come back", () => {
    for (let count = 0; count < 3; count += 1) assert.equal(take(by("search")).refused, undefined);
    assert.equal(take(by("search")).refused, "search");
    now += 20_000;
    assert.equal(take(by("search")).refused, undefined);
    assert.equal(take(by("search")).refused, "search");
  });

  test("says how many are left, when all are back, and when to come again", () => {
    assert.deepEqual(take(by("search")).standing, { remaining: 2, resetSeconds: 20 });
    take(by("search"));
    take(by("search"));
    const refused = take(by("search"));
    assert.deepEqual(refused, {
      refused: "search",
      standing: { remaining: 0, resetSeconds: 60 },
      retryAfter: 20,
    });
  });

  test("a refusal costs nothing: who waits as told is let in", () => {
    for (let count = 0; count < 3; count += 1) take(by("search"));
    for (let count = 0; count < 100; count += 1) take(by("search"));
    now += 20_000;
    assert.equal(take(by("search")).refused, undefined);
  });

  test("counts all of several charges, or none", () => {
    take(by("search_miss"));
    assert.equal(take(by("search"), by("search_miss")).refused, "search_miss");
    assert.deepEqual(take(by("search")).standing.remaining, 2);
  });

  test("keeps one apart from another", () => {
    for (let count = 0; count < 3; count += 1) take(by("search"));
    assert.equal(take(by("search", "another")).refused, undefined);
  });

  test("gives back what was not due", () => {
    take(by("search_miss"));
    store.refund([by("search_miss")]);
    assert.equal(take(by("search_miss")).refused, undefined);
  });

  test("never gives back more than was taken", () => {
    store.refund([by("search_miss"), by("search_miss")]);
    take(by("search_miss"));
    assert.equal(take(by("search_miss")).refused, "search_miss");
  });

  test("a flood of strangers does not make it forget who has met a limit", () => {
    for (let count = 0; count < 3; count += 1) take(by("search"));
    for (let count = 0; count < 120_000; count += 1) take(by("search", `stranger ${count}`));
    assert.equal(take(by("search")).refused, "search");
  });
});

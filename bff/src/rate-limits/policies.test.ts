import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { defaultLimits, parseRateLimits } from "./policies.ts";

describe("limits in RATE_LIMITS", () => {
  test("replace the default ones, and leave the others", () => {
    const { policies: changed, concurrency } = parseRateLimits("session=9/60, uploads=2");
    assert.deepEqual(changed.session, { quota: 9, seconds: 60 });
    assert.equal(concurrency.uploads, 2);
    assert.deepEqual(changed.host, defaultLimits.policies.host);
  });

  for (const wrong of [
    "session",
    "session=9",
    "sessions=9/60",
    "session=0/60",
    "session=9/0",
    "uploads=2/60",
    "x",
    "constructor=9/60",
  ]) {
    test(`are refused as ${wrong}`, () => {
      assert.throws(() => parseRateLimits(wrong), RangeError);
    });
  }
});

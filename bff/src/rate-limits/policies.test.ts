import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { defaultLimits, parseHostLimits, parseRateLimits } from "./policies.ts";

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

test("a host's own limits are read in the same form, and name nothing else", () => {
  assert.deepEqual(parseHostLimits("session=9/60, uploads=2"), {
    policies: { session: { quota: 9, seconds: 60 } },
    concurrency: { uploads: 2 },
  });
  for (const name of ["address=1/60", "wrong_key_host=1000/60", "uploads_in_all=3", "session=9"]) {
    assert.throws(() => parseHostLimits(name), RangeError, name);
  }
});

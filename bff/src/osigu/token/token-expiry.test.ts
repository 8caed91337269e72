import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenLifetime } from "./token-expiry.ts";

const rows: [seconds: number, renewAfter: number, usableFor: number][] = [
  [3_600, 3_000, 3_300],
  [86_399, 85_799, 86_339],
  [60, 50, 55],
  [6, 5, 5.5],
  [1_000_000_000, 7 * 86_400 - 600, 7 * 86_400 - 60],
];
for (const [seconds, renewAfter, usableFor] of rows) {
  test(`a token of ${seconds} s is renewed after ${renewAfter} s and used for ${usableFor} s`, () => {
    const lifetime = tokenLifetime(seconds);
    assert.deepEqual([lifetime.renewAfter, lifetime.usableFor], [renewAfter * 1000, usableFor * 1000]);
  });
}

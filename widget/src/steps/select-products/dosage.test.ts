import assert from "node:assert/strict";
import { test } from "node:test";
import { positiveNumber } from "./dosage.ts";

test("a quantity is read with a point or a comma", () => {
  const read = ["30", " 1000 ", "1.5", "1,5", "2,25", "0.125", "0,5", "007"].map(positiveNumber);
  assert.deepEqual(read, [30, 1000, 1.5, 1.5, 2.25, 0.125, 0.5, 7]);
});

test("what could be a thousand or one, and what is no number of people's, is asked for again", () => {
  for (const typed of [
    "1.000",
    "1,000",
    "10.000",
    "0x10",
    "1e3",
    "",
    "0",
    "0,0",
    "-1",
    "Infinity",
    "1.2.3",
  ]) {
    assert.equal(positiveNumber(typed), undefined, typed);
  }
});

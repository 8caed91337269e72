import assert from "node:assert/strict";
import { test } from "node:test";
import { isAfter, positionAfter, readPosition } from "./event-id.ts";

test("positions are compared as numbers, not as text", () => {
  assert.ok(isAfter("10-0", "9-9"));
  assert.ok(isAfter("9-10", "9-9"));
  assert.ok(!isAfter("9-9", "9-9"));
  assert.ok(!isAfter("9-9", "10-0"));
});

test("the next position is past the last one even when the clock goes back", () => {
  assert.equal(positionAfter(undefined, 5), "5-0");
  assert.equal(positionAfter("5-0", 7), "7-0");
  assert.equal(positionAfter("7-0", 7), "7-1");
  assert.equal(positionAfter("7-1", 3), "7-2");
});

for (const text of [
  "",
  "7",
  "7-",
  "-7",
  "7-0-1",
  "a-b",
  "7-0\n",
  "٧-0",
  "1e3-0",
  "9".repeat(17).concat("-0"),
]) {
  test(`${JSON.stringify(text)} is no position`, () => {
    assert.equal(readPosition(text), undefined);
  });
}

test("a position that was sent is read as it is", () => {
  assert.equal(readPosition("1763690000000-3"), "1763690000000-3");
  assert.equal(readPosition(undefined), undefined);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { isAfter, nextEventId, parseEventId } from "./event-id.ts";

test("ids are compared as numbers, not as text", () => {
  assert.ok(isAfter("10-0", "9-9"));
  assert.ok(isAfter("9-10", "9-9"));
  assert.ok(!isAfter("9-9", "9-9"));
  assert.ok(!isAfter("9-9", "10-0"));
});

test("the next id is greater than the last one even when the clock goes back", () => {
  assert.equal(nextEventId(undefined, 5), "5-0");
  assert.equal(nextEventId("5-0", 7), "7-0");
  assert.equal(nextEventId("7-0", 7), "7-1");
  assert.equal(nextEventId("7-1", 3), "7-2");
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
  test(`${JSON.stringify(text)} is no event id`, () => {
    assert.equal(parseEventId(text), undefined);
  });
}

test("a valid id is parsed as it is", () => {
  assert.equal(parseEventId("1763690000000-3"), "1763690000000-3");
  assert.equal(parseEventId(undefined), undefined);
});

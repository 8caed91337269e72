import assert from "node:assert/strict";
import { test } from "node:test";
import { buildPath } from "./endpoints.ts";

test("an id becomes one segment of the path", () => {
  assert.equal(buildPath.getRequest({ id: "areq_1:a=b" }), "/arc/v1/authorization-requests/areq_1%3Aa%3Db");
});

for (const id of [
  "",
  ".",
  "..",
  "a/b",
  "a\\b",
  "a?b",
  "a#b",
  "%2e%2e",
  "a b",
  "a\r\nb",
  "a\0b",
  "é",
  "a;b\n",
]) {
  test(`${JSON.stringify(id)} is rejected`, () => {
    assert.throws(() => buildPath.getRequest({ id }), RangeError);
  });
}

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { type Bytes, measureBytes } from "./bytes/measure-bytes.ts";
import { type Budgeted, byteLimits, byteNames } from "./goals.ts";

describe("the built widget stays within its weight", () => {
  let bytes: Bytes;

  before(async () => {
    bytes = await measureBytes();
  });

  for (const [key, limit] of Object.entries(byteLimits) as [Budgeted, number][]) {
    test(`${byteNames[key]}: at most ${limit} bytes`, () => {
      assert.ok(bytes[key] > 0);
      assert.ok(bytes[key] <= limit, `It weighs ${bytes[key]} bytes, ${bytes[key] - limit} too many.`);
    });
  }
});

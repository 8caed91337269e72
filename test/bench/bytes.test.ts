import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { type Bytes, measureBytes } from "./bytes/measure-bytes.ts";
import { type Budgeted, byteGoals, byteNames } from "./goals.ts";

describe("the built widget stays within its weight", () => {
  let bytes: Bytes;

  before(async () => {
    bytes = await measureBytes();
  });

  for (const [key, goal] of Object.entries(byteGoals) as [Budgeted, number][]) {
    test(`${byteNames[key]}: at most ${goal} bytes`, () => {
      assert.ok(bytes[key] > 0);
      assert.ok(bytes[key] <= goal, `It weighs ${bytes[key]} bytes, ${bytes[key] - goal} too many.`);
    });
  }
});

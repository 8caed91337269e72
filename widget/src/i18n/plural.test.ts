import assert from "node:assert/strict";
import { test } from "node:test";
import { plural } from "./plural.ts";

test("a word takes the form that the number has in the language", () => {
  const day = { one: "day", other: "days" };
  const forms = (tag: string) => [0, 0.5, 1, 1.5, 2, 1_000_000].map((count) => plural(tag, count, day));
  assert.deepEqual(forms("en"), ["days", "days", "day", "days", "days", "days"]);
  assert.deepEqual(forms("es"), ["days", "days", "day", "days", "days", "days"]);
  assert.deepEqual(forms("pt-BR"), ["day", "day", "day", "day", "days", "days"]);
});

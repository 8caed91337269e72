import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSearch } from "./check-search.ts";
import type { WireField, WireForm } from "./sponsor-data.ts";

const form = (...fields: WireField[]): WireForm[] => [{ form_slug: "f", fields }];

const values: [type: string, value: unknown, more: Partial<WireField>, message: string | undefined][] = [
  ["TEXT", "x", {}, undefined],
  ["TEXT", "ab", { pattern: "[0-9]+" }, "does not match the pattern"],
  ["TEXT", "abc", { max_length: 2 }, "must have at most 2 characters"],
  ["TEXT", { nested: 1 }, {}, "must be a text or a number"],
  ["EMAIL", "a@b.example", {}, undefined],
  ["EMAIL", "a@b", {}, "must be an e-mail address"],
  ["PHONE", "+57 300 000 0000", {}, undefined],
  ["PHONE", "call me", {}, "must be a telephone number"],
  ["INTEGER", 12, {}, undefined],
  ["INTEGER", "12.5", {}, "must be a whole number"],
  ["DECIMAL", "12.50", { decimal_precision: 2 }, undefined],
  ["DECIMAL", "12.505", { decimal_precision: 2 }, "must have at most 2 decimal places"],
  ["DECIMAL", "12,5", {}, "must be a number"],
  ["PERCENTAGE", "101", {}, "must be at most 100"],
  ["CURRENCY", "1999.9", { decimal_precision: 2 }, undefined],
  ["DATE", "2024-02-29", {}, undefined],
  ["DATE", "2023-02-29", {}, "must be a date, YYYY-MM-DD"],
  ["DATE", "29/02/2024", {}, "must be a date, YYYY-MM-DD"],
  ["BOOLEAN", true, {}, undefined],
  ["BOOLEAN", "true", {}, "must be true or false"],
  ["SELECT", "A", { options: [{ value: "A", label: "Alpha" }] }, undefined],
  ["SELECT", "Alpha", { options: [{ value: "A", label: "Alpha" }] }, "is not one of the options"],
  ["HOLOGRAM", "anything", {}, undefined],
  ["SECTION_TITLE", "x", {}, "is layout and never submitted"],
];

for (const [type, value, more, message] of values) {
  test(`${type} ${JSON.stringify(value)} ${message ?? "is taken"}`, () => {
    const issues = checkSearch({ field: value }, form({ slug: "field", type, ...more }));
    assert.equal(issues[0]?.message, message);
  });
}

test("a required field must be there, an empty text is not", () => {
  const forms = form({ slug: "a", type: "TEXT", required: true }, { slug: "b", type: "TEXT" });
  assert.deepEqual(checkSearch({ a: "", b: "" }, forms), [{ path: ["a"], message: "is required" }]);
});

test("a field of no form is refused", () => {
  assert.equal(
    checkSearch({ z: 1 }, form({ slug: "a", type: "TEXT" }))[0]?.message,
    "is not a field of this form",
  );
});

test("with several forms a search fits one of them, and is otherwise told of the nearest", () => {
  const forms = [
    ...form({ slug: "a", type: "TEXT", required: true }),
    ...form({ slug: "b", type: "TEXT", required: true }, { slug: "c", type: "TEXT", required: true }),
  ];
  assert.deepEqual(checkSearch({ b: "1", c: "2" }, forms), []);
  assert.deepEqual(checkSearch({ b: "1" }, forms), [{ path: ["c"], message: "is required" }]);
  assert.notDeepEqual(checkSearch({ a: "1", b: "2", c: "3" }, forms), []);
});

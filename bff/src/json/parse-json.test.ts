import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import { parseClientJson, parseJson } from "./parse-json.ts";

const hasCode = (code: string) => (thrown: unknown) => thrown instanceof ProblemError && thrown.code === code;
const keys = (count: number, value: unknown = "x") =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, value])));
const items = (count: number, item: unknown) => JSON.stringify({ products: Array(count).fill(item) });

describe("a client's body", () => {
  const refused: [string, string, code?: string][] = [
    ["101 keys", keys(101)],
    ["8,000 keys", keys(8_000)],
    ["101 times the same key", `{${'"a":1,'.repeat(100)}"a":1}`],
    ["101 items", items(101, {})],
    ["101 keys in an item", `{"a":[${keys(101)}]}`],
    ["many items of many keys", items(50, JSON.parse(keys(50)))],
    ["many empty lists", JSON.stringify(Array(60).fill(Array(60).fill([])))],
    ["17 levels", "[".repeat(17) + "]".repeat(17), "invalid_request"],
    ["a thousand levels", "[".repeat(1_000), "invalid_request"],
    ["half an object", '{"a":', "invalid_request"],
  ];
  for (const [what, text, code = "validation_failed"] of refused) {
    test(`of ${what} is refused`, () => assert.throws(() => parseClientJson(text), hasCode(code)));
  }

  const accepted: [string, string][] = [
    ["100 keys", keys(100)],
    ["100 products", items(100, { product_code: "a", product_type: "b", quantity: 1, posology: "a, b" })],
    ["commas and brackets in a text", JSON.stringify({ text: ',[{\\"'.repeat(1_000) })],
    ["16 levels", "[".repeat(16) + "]".repeat(16)],
    ["a value alone", "4711"],
  ];
  for (const [what, text] of accepted) {
    test(`of ${what} is parsed`, () => assert.deepEqual(parseClientJson(text), JSON.parse(text)));
  }
});

test("a message of the vendor may have more keys", () => {
  assert.deepEqual(parseJson(keys(1_000)), JSON.parse(keys(1_000)));
  assert.throws(() => parseJson("[".repeat(17) + "]".repeat(17)), hasCode("invalid_request"));
});

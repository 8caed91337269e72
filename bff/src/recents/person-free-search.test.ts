import assert from "node:assert/strict";
import { test } from "node:test";
import { personFreeSearch } from "./person-free-search.ts";

const keptOf = (input: Record<string, string | number | boolean | null>) =>
  personFreeSearch("sponsor", input);

for (const key of [
  "document_type",
  "documentType",
  "id_type",
  "id_kind",
  "document_kind",
  "tipo_documento",
]) {
  test(`the kind of a document is kept from ${key}`, () => {
    assert.deepEqual(keptOf({ [key]: "CC " }).document_types, { [key]: "CC" });
  });
}

for (const [what, input] of [
  ["a document's number", { document_number: "123456789" }],
  ["a number in the place of a kind", { document_type: "123456789" }],
  ["a passport in the place of a kind", { id_type: "AB1234567" }],
  ["a name", { first_name: "ANA", last_name: "PAZ" }],
  ["a sex, a plan, a relationship", { sex: "F", plan: "GOLD", relationship: "CHILD" }],
  ["a date of birth", { birth_date: "1990-03-04" }],
  ["a number, a checkbox, nothing", { document_type: 12, document_kind: true, id_type: null }],
] as const) {
  test(`${what} is not kept`, () => {
    assert.deepEqual(keptOf(input).document_types, {});
    for (const value of Object.values(input)) {
      assert.ok(!JSON.stringify(Object.values(keptOf(input))).includes(`"${value}"`));
    }
  });
}

test("a key that may be a person's number is not kept, and neither are more than 60", () => {
  assert.deepEqual(keptOf({ "123456789": "x", "ana 1990": "x", policy_number: "x" }).search_fields, [
    "policy_number",
  ]);
  const letters = Array.from({ length: 100 }, (_, index) => [`key${index}`, "x"]);
  assert.equal(keptOf(Object.fromEntries(letters)).search_fields.length, 60);
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { searchField } from "../../testing/fixtures.ts";
import { validateField } from "./validate-field.ts";

type Field = ReturnType<typeof searchField>;
const reason = (field: Partial<Field>, value: string) =>
  validateField(searchField({ key: "k", ...field }), value)?.reason;

describe("A value", () => {
  const cases: [field: Partial<Field>, taken: string[], refused: string[]][] = [
    [{ type: "TEXT" }, ["anything"], []],
    [{ type: "HOLOGRAM" as "TEXT" }, ["anything"], []],
    [{ type: "EMAIL" }, ["ana@mail.example"], ["ana", "ana@", "ana@mail", "a b@mail.example"]],
    [{ type: "PHONE" }, ["+57 300 000 0028", "(11) 90000-0000", "55555"], ["call me", "12", "300-abc-0000"]],
    [{ type: "INTEGER" }, ["0", "47", "-3"], ["4.5", "four"]],
    [{ type: "DECIMAL" }, ["61.5", "61"], ["61,5", "1.2.3", "x"]],
    [{ type: "CURRENCY", decimal_precision: 2 }, ["1250.50", "1250"], ["1250.505"]],
    [{ type: "DECIMAL", decimal_precision: 0 }, ["12"], ["12.5"]],
    [{ type: "PERCENTAGE" }, ["20", "12.5"], ["20%"]],
    [{ type: "DATE" }, ["1990-07-21", "2024-02-29"], ["21/07/1990", "2023-02-29", "1990-7-1", "soon"]],
    [{ min_length: 3, max_length: 5 }, ["abc", "abcde"], ["ab", "abcdef"]],
    [{ max_length: 0 }, ["as long as it likes"], []],
    [{ pattern: "[A-Z]{2}-[0-9]{4}" }, ["EE-0028"], ["0028", "xEE-0028", "EE-00281"]],
    [{ pattern: "[unfinished" }, ["anything"], []],
    [{ options: [{ value: "CC", label: "Card" }] }, ["CC"], ["Card", "cc"]],
    [{ options: [{ value: "CC", label: "Card" }], pattern: "[0-9]+" }, ["CC"], []],
    [{ type: "DATE", pattern: "[0-9/]+" }, ["1990-07-21"], []],
    [{ type: "FILE_UPLOAD", max_length: 10 }, ["A".repeat(60_000)], ["A".repeat(60_001)]],
  ];
  for (const [field, taken, refused] of cases) {
    it(`of ${JSON.stringify(field)} is checked`, () => {
      for (const value of taken) assert.equal(reason(field, value), undefined, value);
      for (const value of refused) assert.equal(reason(field, value), "format", value);
    });
  }

  it("is missing only where it is required", () => {
    for (const type of ["TEXT", "DATE", "SELECT", "DIAGNOSES", "FILE_UPLOAD"] as const) {
      assert.equal(reason({ type, required: true }, ""), "required");
      assert.equal(reason({ type, required: false }, ""), undefined);
    }
  });

  it("is not required in a field without input", () => {
    const types = ["SECTION_TITLE", "DASHED_DIVIDER", "TEXT_LIST", "BENEFICIARY", "DOCTOR_CARD", "BOOLEAN"];
    for (const type of types) assert.equal(reason({ type: type as "TEXT", required: true }, ""), undefined);
  });
});

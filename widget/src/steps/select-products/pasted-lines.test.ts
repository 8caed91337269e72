import assert from "node:assert/strict";
import { test } from "node:test";
import { readCodes, readProductLines } from "./pasted-lines.ts";
import { areCodes, areProductLines } from "./pasted-text.ts";

test("a pasted line is a product with its posology and quantity", () => {
  assert.equal(areProductLines("MED-042 x 12\nLAB-006 x1\n"), true);
  const one = { code: "MED-042", quantity: 30, posology: "1 tablet every 8h" };
  assert.deepEqual(readProductLines("MED-042 1 tablet every 8h…x30"), [one]);
  assert.deepEqual(readProductLines("  med-042: 1 tablet every 8h × 30\n"), [one]);
  assert.deepEqual(readProductLines("MED-042 x 12\nLAB-006 x1"), [
    { code: "MED-042", quantity: 12, posology: undefined },
    { code: "LAB-006", quantity: 1, posology: undefined },
  ]);
});

test("a name, a code alone and a line without a quantity are searched for, not added", () => {
  for (const text of [
    "",
    "paracetamol",
    "MED-042",
    "MED-042 1 tablet",
    "paracetamol x30",
    "MED-042 x0",
    "MED-042 x30\nfoo",
  ]) {
    assert.equal(areProductLines(text), false, text);
  }
});

test("several ICD-10 codes are split, and words and a single code are not codes", () => {
  assert.deepEqual(readCodes("R51, j00"), ["R51", "J00"]);
  assert.deepEqual(readCodes("R51;J00.1 R51"), ["R51", "J00.1"]);
  assert.equal(areCodes("R51;J00.1 R51"), true);
  for (const text of ["R51", "", "headache R51", "dolor de cabeza"])
    assert.equal(areCodes(text), false, text);
});

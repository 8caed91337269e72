import assert from "node:assert/strict";
import { test } from "node:test";
import { compareTypes } from "./document-types.ts";

for (const [fileType, looksLike, result] of [
  ["MEDICAL_INDICATION", "PM", "matches"],
  ["MEDICAL_INDICATION", "EXAM_Contras", "differs"],
  ["PRESCRIPTION", "SADT", "differs"],
  ["LAB_RESULT", "EXAM_Contras", "matches"],
  ["LAB_RESULT", "PM", "differs"],
  ["SADT", "SADT", "matches"],
  ["MEDICAL_INDICATION", "UNKNOWN", "unknown"],
  ["ID_CARD", "PM", "unknown"],
  ["constructor", "PM", "unknown"],
  ["__proto__", "PM", "unknown"],
  ["toString", "PM", "unknown"],
] as const) {
  test(`${looksLike} uploaded as ${fileType}: ${result}`, () => {
    assert.equal(compareTypes(fileType, looksLike), result);
  });
}

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { AuthorizationOutcome, Diagnosis } from "@osigu-preauth/shared";
import { product } from "../../testing/fixtures.ts";
import { type FlowState, initialState, type Setup } from "../state.ts";
import { hasEntries } from "./entries.ts";

const given: Setup = {
  beneficiarySearchInput: { document_number: "1" },
  products: [{ product_code: "MED-1", quantity: 2 }],
  diagnosisCode: "R51",
};
const line = { id: "a", product: product(), quantity: 2 };
const headache = { coding_system: "ICD-10", code: "R51", name: "Headache" } as Diagnosis;
const prefilled = { prefillApplied: true, products: [line], diagnoses: [headache] };

describe("What the user entered", () => {
  const none: [string, Setup, Partial<FlowState>][] = [
    ["a new form", {}, {}],
    ["what the page prefills, before the products show", given, {}],
    ["what the page prefills", given, prefilled],
    ["what has an answer", {}, { searchValues: { a: "1" }, outcome: {} as AuthorizationOutcome }],
  ];
  for (const [name, setup, state] of none) {
    it(`is nothing in ${name}`, () => {
      assert.equal(hasEntries({ ...initialState(setup), ...state }), false);
    });
  }

  const some: [string, Setup, Partial<FlowState>][] = [
    ["a search value", {}, { searchValues: { document_number: "1" } }],
    ["another value than the page's", given, { searchValues: { document_number: "2" } }],
    ["a product", {}, { products: [line] }],
    ["another quantity than the page's", given, { ...prefilled, products: [{ ...line, quantity: 3 }] }],
    ["a diagnosis", {}, { diagnoses: [headache] }],
    ["the removal of the page's diagnosis", given, { ...prefilled, diagnoses: [] }],
    ["a further field", {}, { requirements: { clinical_summary: "x" } }],
    ["a file", {}, { files: [{} as FlowState["files"][number]] }],
  ];
  for (const [name, setup, state] of some) {
    it(`is ${name}`, () => {
      assert.equal(hasEntries({ ...initialState(setup), ...state }), true);
    });
  }
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { SearchField, SearchForm } from "@osigu-preauth/shared";
import type { FlowState } from "../../flow/state.ts";
import { hasDigitsOnly } from "./digits-only.ts";

const field = (key: string, change: Partial<SearchField> = {}): SearchField => ({
  ...({ key, type: "TEXT", label: key, required: true, options: [] } as unknown as SearchField),
  ...change,
});
const isNumeric = (asked: SearchField, documentType = "", ...others: SearchField[]) => {
  const form = { form_id: "one", fields: [asked, ...others] } as SearchForm;
  const searchValues = { document_type: documentType, documentType };
  const flow = { forms: { state: "ready", value: [form] }, searchValues } as unknown as FlowState;
  return hasDigitsOnly(flow, asked);
};

describe("a field has the numeric keyboard", () => {
  for (const pattern of ["\\d+", "^\\d{8,10}$", "[0-9]{13}", "[1-9]\\d*", "(\\d{4}|\\d{6})", "0?[0-9]{3,}"]) {
    it(`for the pattern ${pattern}`, () => {
      assert.ok(isNumeric(field("member", { pattern })));
    });
  }

  for (const pattern of [
    "[A-Z]{2}-[0-9]{4}",
    "[0-9A-Z]+",
    "\\d{8}[A-Z]?",
    ".*",
    "\\w+",
    "[^0-9]+",
    "\\D+",
    "\\d{3}-\\d{3}",
    "[0-9-]+",
    "\\d+\\.\\d+",
    "[\\d ]+",
  ]) {
    it(`not for the pattern ${pattern}`, () => {
      assert.ok(!isNumeric(field("member", { pattern })));
    });
  }

  for (const [keys, names] of [
    ["the vendor's keys", ["document_number", "document_type"]],
    ["keys in camel case", ["documentNumber", "documentType"]],
  ] as const) {
    it(`while the chosen document type has numbers of digits: ${keys}`, () => {
      const [number, type] = names.map((name) => field(name)) as [SearchField, SearchField];
      for (const digits of ["CC", "TI", "DPI"]) assert.ok(isNumeric(number, digits, type), digits);
      for (const other of ["PA", "CE", "RC", "", "CCX"]) assert.ok(!isNumeric(number, other, type), other);
    });
  }

  it("not against the field's own pattern, nor in another field, nor where the keyboard is another", () => {
    const type = field("document_type");
    assert.ok(!isNumeric(field("document_number", { pattern: "[A-Z0-9]+" }), "CC", type));
    assert.ok(!isNumeric(field("member_number"), "CC", type));
    assert.ok(!isNumeric(field("document_number"), "CC"));
    assert.ok(!isNumeric(field("mobile", { type: "PHONE", pattern: "\\d+" })));
  });
});

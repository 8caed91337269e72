import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { DocumentRule } from "@osigu-preauth/shared";
import { documentName } from "./document-name.ts";

const text = { fields: { MEDICAL_INDICATION: "Orden o receta médica" } };
const nameOf = (file_type: string, label: string) => documentName({ file_type, label } as DocumentRule, text);

describe("The name of a document", () => {
  for (const label of ["Medical indication", "MEDICAL_INDICATION", "medical-indication"]) {
    it(`is in the page's language where the label, ${label}, only repeats the type`, () => {
      assert.equal(nameOf("MEDICAL_INDICATION", label), "Orden o receta médica");
    });
  }

  it("is the sponsor's where the label says more than the type", () => {
    assert.equal(nameOf("MEDICAL_INDICATION", "Receta, original"), "Receta, original");
  });

  it("is never a code", () => {
    assert.equal(nameOf("DENTAL_CHART", "DENTAL_CHART"), "Dental chart");
    assert.equal(nameOf("constructor", "constructor"), "Constructor");
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import en from "../i18n/en/messages.ts";
import type { Locale } from "../i18n/locale.ts";
import { product } from "../testing/fixtures.ts";
import { packageContent, packagesInWords, quantityInWords, quantityUnit } from "./quantity.ts";

const text = { ...en, tag: "en" } as unknown as Locale;
const tablets = product({ presentation: "500 mg · 30 tablets" });
const syrup = product({ presentation: "250 mg/5 ml · 100 ml" });
const blood = product({ product_type: "LAB", presentation: "Serum, 3 samples" });

describe("A package", () => {
  const cases: [presentation: string | undefined, count: number | undefined, unit?: string][] = [
    ["500 mg · 30 tablets", 30, "tablets"],
    ["250 mg/5 ml · 100 ml", 100, "ml"],
    ["1 g · 1 vial", 1, "vial"],
    ["Caja x 20 cápsulas", 20, "cápsulas"],
    ["20 tablets", 20, "tablets"],
    ["500 mg", undefined],
    ["Serum", undefined],
    [undefined, undefined],
  ];
  for (const [presentation, count, unit] of cases) {
    it(`of "${presentation}" holds ${count ?? "what nobody tells"}`, () => {
      assert.deepEqual(packageContent(presentation), count ? { count, unit } : undefined);
    });
  }
});

describe("A quantity", () => {
  it("has the unit of its package, in the plural", () => {
    assert.equal(quantityUnit(tablets, text), "tablets");
    assert.equal(quantityUnit(product({ presentation: "400 mg · 1 tablet" }), text), "tablets");
    assert.equal(quantityUnit(syrup, text), "ml");
  });

  it("has the unit of its dose where no package tells, and none for a lab test", () => {
    assert.equal(quantityUnit(product({ presentation: "500 mg" }), text, "capsule"), "capsules");
    assert.equal(quantityUnit(product({ presentation: "500 mg" }), text), undefined);
    assert.equal(quantityUnit(blood, text), undefined);
  });

  it("says how many whole packages it is", () => {
    assert.equal(packagesInWords(tablets, 30, text), "= 1 box of 30");
    assert.equal(packagesInWords(tablets, 60, text), "= 2 boxes of 30");
    assert.equal(packagesInWords(syrup, 200, text), "= 2 bottles of 100 ml");
    assert.equal(packagesInWords(tablets, 20, text), undefined);
    assert.equal(packagesInWords(blood, 3, text), undefined);
  });

  it("is written with its unit, one or many", () => {
    assert.equal(quantityInWords(tablets, 1, text), "1 tablet");
    assert.equal(quantityInWords(tablets, 30, text), "30 tablets");
    assert.equal(quantityInWords(blood, 1, text), "1");
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { localNumber, readNumber } from "./numbers.ts";

describe("A typed number", () => {
  const cases: [typed: string, locale: string, value: string | undefined][] = [
    ["61.5", "en", "61.5"],
    ["61,5", "es", "61.5"],
    ["61.5", "es", "61.5"],
    ["61,5", "en", "61.5"],
    ["1,250.50", "en", "1250.50"],
    ["1.250,50", "en", "1250.50"],
    ["1.250,50", "es", "1250.50"],
    ["1,250.50", "es", "1250.50"],
    ["1,250", "en", "1250"],
    ["1.250", "es", "1250"],
    ["1.250", "en", "1.250"],
    ["1,250", "pt-BR", "1.250"],
    ["1.250.000", "en", "1250000"],
    ["1 250,5", "es", "1250.5"],
    ["0.500", "es", "0.500"],
    ["R$ 1.250,50", "pt-BR", "1250.50"],
    ["20 %", "en", "20"],
    ["-5", "en", "-5"],
    ["−5", "en", "-5"],
    ["007", "en", "007"],
    ["01234567890", "pt-BR", "01234567890"],
    ["00123456", "es", "00123456"],
    ["00.50", "en", "00.50"],
    ["12345678901234567890", "en", "12345678901234567890"],
    [".5", "en", "0.5"],
    ["5.", "en", "5"],
    ["12.50.3", "en", undefined],
    ["1.25.000", "en", undefined],
    ["1,250.500,5", "en", undefined],
    ["twelve", "en", undefined],
    ["12 apples", "en", undefined],
    ["-", "en", undefined],
    ["", "en", undefined],
  ];
  for (const [typed, locale, value] of cases) {
    it(`"${typed}" in ${locale} is ${value ?? "none"}`, () => assert.equal(readNumber(typed, locale), value));
  }

  it("is parsed back from its format without loss", () => {
    const digits = fc.stringMatching(/^-?\d{1,20}(\.\d{1,4})?$/);
    fc.assert(
      fc.property(digits, fc.constantFrom("en", "es", "pt-BR"), (value, locale) => {
        assert.equal(readNumber(localNumber(value, locale), locale), value);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        assert.match(readNumber(typed, "es") ?? "0", /^-?\d+(\.\d+)?$/);
      }),
    );
  });
});

describe("A formatted number", () => {
  it("has the decimal separator of the locale and no other", () => {
    assert.equal(localNumber("1250.50", "es"), "1250,50");
    assert.equal(localNumber("1250.50", "en"), "1250.50");
  });

  it("is unchanged when it is invalid", () => assert.equal(localNumber("1.2.3", "es"), "1.2.3"));
});

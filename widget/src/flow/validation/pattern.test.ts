import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { matchesPattern, stepsOf } from "./pattern.ts";

describe("A sponsor's pattern", () => {
  const long = `${"a".repeat(60)}!`;
  const catastrophes = [
    "(a+)+",
    "(a*)*b",
    "([a-z]+)*",
    "(a|aa)+",
    "(?:a|a)*",
    "(a?){60}a{60}",
    "(.*)*x",
    ".*.*.*.*.*.*.*x",
    "(?<word>\\w+\\s?)+",
    "((a{1,20}){1,20})+",
    "(?=(a+)+$)a*",
  ];
  for (const pattern of catastrophes) {
    // Without a guard the test would not end.
    it(`does not hold the page: ${pattern}`, () => assert.equal(matchesPattern(pattern, long), true));
  }

  const usual: [pattern: string, valid: string, invalid: string][] = [
    ["\\d{8,10}", "123456789", "12345"],
    ["[A-Z]{1,3}-?\\d{4,8}[A-Z]?", "AB-12345", "AB-12"],
    ["(\\d{3}[.-]?){3}\\d{2}", "123.456.789-01".replace("-", "."), "123.456"],
    ["[^\\s@]+@[^\\s@]+\\.[^\\s@]+", "ana@clinic.example", "ana"],
    ["(CC|CE|TI)\\d+", "CC123456789", "XX123"],
    ["(?:\\d{4} ?){4}", "1234 5678 9012 3456", "1234"],
    ["[\\p{L}' ()\\[\\]-]+", "Zoë O'Neill", "Zoë 1"],
    ["\\(\\d+\\)", "(57)", "57"],
    ["", "anything", ""],
  ];
  for (const [pattern, valid, invalid] of usual) {
    it(`is still checked when it is harmless: ${pattern}`, () => {
      assert.equal(matchesPattern(pattern, valid), true);
      if (pattern) assert.equal(matchesPattern(pattern, invalid), false);
    });
  }

  it("that is invalid accepts every value", () => {
    for (const pattern of ["(", "[", "a{2,1}", "\\", "*"]) assert.equal(matchesPattern(pattern, "x"), true);
  });

  it("has an estimate for every text", () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(80), (pattern, length) => {
        assert.ok(stepsOf(pattern, length) >= 1);
      }),
    );
  });
});

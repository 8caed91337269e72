import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { positiveNumber } from "../steps/select-products/dosage.ts";
import { cleanText, cleanTyped } from "./clean-text.ts";
import { readDate } from "./date-input.ts";
import { readNumber } from "./numbers.ts";

/** What people paste in place of `123456789`, from contacts, mails, spreadsheets and chats. */
const pastes: [what: string, text: string][] = [
  ["marks of direction around it", "\u202D123456789\u202C"],
  ["isolates around it", "\u2068123456789\u2069"],
  ["a left-to-right mark before it", "\u200E123456789"],
  ["a zero-width space behind it", "123456789\u200B"],
  ["a zero-width joiner inside", "1234\u200D56789"],
  ["a word joiner inside", "1234\u206056789"],
  ["a soft hyphen inside", "1234\u00AD56789"],
  ["a byte order mark before it", "\uFEFF123456789"],
  ["an Arabic letter mark replaced by a right-to-left mark", "\u200F123456789"],
  ["full-width figures", "１２３４５６７８９"],
  ["no-break spaces around it", "\u00A0123456789\u202F"],
  ["an ideographic space and a line end behind it", "123456789\u3000\r\n"],
];

describe("Pasted text", () => {
  for (const [what, text] of pastes) {
    it(`is not another number for ${what}`, () => assert.equal(cleanTyped(text), "123456789"));
  }

  for (const dash of [
    "\u2010",
    "\u2011",
    "\u2012",
    "\u2013",
    "\u2014",
    "\u2015",
    "\u2212",
    "\uFE63",
    "\uFF0D",
  ]) {
    const code = dash.charCodeAt(0).toString(16).toUpperCase();
    it(`is not another number for the dash U+${code}`, () => {
      assert.equal(cleanTyped(`300${dash}0028`), "300-0028");
    });
  }

  it("keeps letters, accents and line breaks of people's own words", () => {
    const words = "Señora O’Higgins – 2 tabletas\ncada 8 h";
    assert.equal(cleanText(`\u200E${words.replace("8 h", "8\u00A0h")}\u200B`), words);
  });

  it("is the same when it is cleaned twice", () => {
    for (const [, text] of pastes) assert.equal(cleanTyped(cleanTyped(text)), cleanTyped(text));
  });

  it("is read as a date, whatever stands between its parts", () => {
    const pasted = "\u200E31\u200E\u2011\u200E12\u200E\u2011\u200E1990\u200E";
    assert.equal(readDate(pasted, "es", 2026), "1990-12-31");
    assert.equal(readDate("３１／１２／１９９０", "es", 2026), "1990-12-31");
  });

  it("is read as a number", () => {
    assert.equal(readNumber("\u202D\u22121\u00A0250,50\u202C", "es"), "-1250.50");
    assert.equal(readNumber("１２．５", "en"), "12.5");
    assert.equal(positiveNumber("\u200E３０\u200B"), 30);
  });
});

import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import en from "../../i18n/en/messages.ts";
import es from "../../i18n/es/messages.ts";
import type { Locale } from "../../i18n/locale.ts";
import pt from "../../i18n/pt-BR/messages.ts";
import { positiveNumber, sentenceOf } from "./dosage.ts";

test("a quantity is read with a point or a comma", () => {
  const read = ["30", " 1000 ", "1.5", "1,5", "2,25", "0.125", "0,5", "007"].map(positiveNumber);
  assert.deepEqual(read, [30, 1000, 1.5, 1.5, 2.25, 0.125, 0.5, 7]);
});

test("what could be a thousand or one, and what is no number of people's, is asked for again", () => {
  for (const typed of [
    "1.000",
    "1,000",
    "10.000",
    "0x10",
    "1e3",
    "",
    "0",
    "0,0",
    "-1",
    "Infinity",
    "1.2.3",
  ]) {
    assert.equal(positiveNumber(typed), undefined, typed);
  }
});

describe("A posology in words", () => {
  const cases: [
    messages: typeof en,
    tag: string,
    dosage: [string, string, string, string],
    sentence: string,
  ][] = [
    [en, "en", ["1", "tablet", "8", "10"], "1 tablet every 8 h for 10 days"],
    [en, "en", ["0.5", "tablet", "24", "1"], "0.5 tablets every 24 h for 1 day"],
    [en, "en", ["5", "ml", "6", "7"], "5 ml every 6 h for 7 days"],
    [es, "es", ["1", "tablet", "8", "10"], "1 tableta cada 8 horas durante 10 días"],
    [es, "es", ["2", "drop", "1", "1"], "2 gotas cada 1 hora durante 1 día"],
    [es, "es", ["0,5", "tablet", "24", "3"], "0,5 tabletas cada 24 horas durante 3 días"],
    [pt, "pt-BR", ["0,5", "tablet", "12", "5"], "0,5 comprimido a cada 12 horas por 5 dias"],
    [pt, "pt-BR", ["2", "ampoule", "24", "1"], "2 ampolas a cada 24 horas por 1 dia"],
  ];
  for (const [messages, tag, [dose, unit, hours, days], sentence] of cases) {
    it(sentence, () => {
      const text = { ...messages, tag } as unknown as Locale;
      assert.equal(sentenceOf({ dose, unit, hours, days }, text), sentence);
    });
  }

  it("keeps a unit that is not of the list", () => {
    const text = { ...en, tag: "en" } as unknown as Locale;
    assert.equal(
      sentenceOf({ dose: "2", unit: "puff", hours: "8", days: "3" }, text),
      "2 puff every 8 h for 3 days",
    );
  });
});

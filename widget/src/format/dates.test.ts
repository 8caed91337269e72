import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { datePattern, readDate, shortDate } from "./date-input.ts";
import { daysUntil, isDay, longDate, longDay } from "./dates.ts";

const read = (typed: string, locale: string) => readDate(typed, locale, 2026);

describe("A typed date", () => {
  const cases: [typed: string, locale: string, iso: string | undefined][] = [
    ["21/07/1990", "es", "1990-07-21"],
    ["21-7-1990", "pt-BR", "1990-07-21"],
    ["21.7.90", "es-GT", "1990-07-21"],
    ["21 7 1990", "es", "1990-07-21"],
    ["07/21/1990", "en", "1990-07-21"],
    ["7/21/90", "en-US", "1990-07-21"],
    ["21/07/1990", "en-GB", "1990-07-21"],
    ["07/21/1990", "es-PA", "1990-07-21"],
    ["21071990", "es", "1990-07-21"],
    ["210790", "es", "1990-07-21"],
    ["07211990", "en", "1990-07-21"],
    ["1990-07-21", "en", "1990-07-21"],
    ["1990/7/21", "es", "1990-07-21"],
    ["19900721", "es", "1990-07-21"],
    ["31/12/1980", "en-US", "1980-12-31"],
    ["31.12.80", "en", "1980-12-31"],
    ["31121980", "en", "1980-12-31"],
    ["12/31/1980", "es", "1980-12-31"],
    ["12311980", "pt-BR", "1980-12-31"],
    ["02/30/1980", "es", undefined],
    ["1980-31-12", "en", undefined],
    [" 1/2/03 ", "es", "2003-02-01"],
    ["29/02/2024", "es", "2024-02-29"],
    ["29/02/2023", "es", undefined],
    ["31/04/1990", "es", undefined],
    ["21/13/1990", "es", undefined],
    ["21/07", "es", undefined],
    ["21/07/199", "es", undefined],
    ["21/07/19900", "es", undefined],
    ["21/07/0090", "es", undefined],
    ["1/2/3/4", "es", undefined],
    ["tomorrow", "en", undefined],
    ["21st 7 1990", "es", undefined],
    ["", "es", undefined],
  ];
  for (const [typed, locale, iso] of cases) {
    it(`"${typed}" in ${locale} is ${iso ?? "none"}`, () => assert.equal(read(typed, locale), iso));
  }

  it("with a two-digit year is the last such year that is allowed", () => {
    assert.equal(readDate("1/1/26", "es", 2026), "2026-01-01");
    assert.equal(readDate("1/1/27", "es", 2026), "1927-01-01");
    assert.equal(readDate("1/1/27", "es", 2046), "2027-01-01");
  });

  it("is parsed back from its format in every locale and for every day", () => {
    const day = fc.date({ min: new Date("1850-01-01"), max: new Date("2150-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom("en", "en-GB", "es", "es-PA", "pt-BR", "de", "ja"), (date, locale) => {
        const iso = date.toISOString().slice(0, 10);
        assert.equal(read(shortDate(iso, locale), locale), iso);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const iso = read(typed, "es");
        assert.ok(iso === undefined || isDay(iso));
      }),
    );
  });
});

describe("A formatted date", () => {
  it("has the order and the separators of the locale", () => {
    assert.equal(shortDate("1990-07-21", "es"), "21/07/1990");
    assert.equal(shortDate("1990-07-21", "en"), "07/21/1990");
    assert.equal(datePattern({ day: "DD", month: "MM", year: "AAAA" }, "pt-BR"), "DD/MM/AAAA");
  });

  it("has the long format of the locale", () => {
    assert.equal(longDate("2027-01-31", "en-GB"), "31 January 2027");
    assert.equal(longDate("2027-01-31", "en"), "31 January 2027");
    assert.equal(longDate("2027-01-31", "es"), "31 de enero de 2027");
    assert.equal(longDate("2027-01-31", "pt-BR"), "31 de janeiro de 2027");
  });

  it("counts the calendar days until then", () => {
    const now = new Date(2026, 10, 27, 15).getTime();
    assert.equal(daysUntil("2026-12-27", now), 30);
    assert.equal(daysUntil(new Date(2026, 10, 28, 1).toISOString(), now), 1);
    assert.equal(daysUntil(new Date(2026, 10, 27, 23).toISOString(), now), 0);
    assert.equal(daysUntil("2026-12-27T00:00:00Z", now), 30, "in every time zone, as the date is shown");
    assert.equal(daysUntil("2026-11-26", now), -1);
    assert.equal(daysUntil("soon", now), undefined);
  });

  it("is not another day for a day that is written as an instant", () => {
    const { TZ } = process.env;
    for (const zone of [
      "America/Guatemala",
      "America/Los_Angeles",
      "UTC",
      "Asia/Tokyo",
      "Pacific/Kiritimati",
    ]) {
      process.env.TZ = zone;
      for (const iso of [
        "2027-01-31",
        "2027-01-31T00:00:00Z",
        "2027-01-31T00:00:00.000+00:00",
        "2027-01-31T00:00:00-06:00",
        "2027-01-31 00:00:00",
        "2027-01-31T23:59:59Z",
        "2027-01-31T23:59:59.999-0600",
      ]) {
        assert.equal(longDate(iso, "es"), "31 de enero de 2027", `${iso} in ${zone}`);
      }
      for (const iso of ["2027-01-31T18:30:00Z", "2027-01-31T05:00:00-06:00"]) {
        assert.equal(longDay(iso, "es"), "31 de enero de 2027", `${iso} in ${zone}`);
      }
    }
    process.env.TZ = "America/Guatemala";
    assert.equal(longDate("2027-02-01T03:00:00Z", "es"), "31 de enero de 2027", "an instant is local");
    if (TZ === undefined) delete process.env.TZ;
    else process.env.TZ = TZ;
  });

  it("is unchanged when it is invalid", () => {
    assert.equal(shortDate("soon", "es"), "soon");
    assert.equal(longDate("soon", "es"), "soon");
  });
});

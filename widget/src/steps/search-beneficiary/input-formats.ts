import type { SearchField } from "@osigu-preauth/shared";
import { datePattern, readDate, shortDate } from "../../format/date-input.ts";
import { isDay, longDate } from "../../format/dates.ts";
import { localNumber, readNumber } from "../../format/numbers.ts";
import { regional } from "../../format/regional-locale.ts";
import type { Locale } from "../../i18n/locale.ts";

/** Converts between the value that is sent and the text that people type. `read` returns undefined for invalid text. */
export type InputFormat = {
  read(typed: string): string | undefined;
  write(value: string): string;
  /** A value in words, where numbers alone are ambiguous: "3 April 1990". */
  inWords?(value: string): string;
  /** What a value looks like when typed. */
  example: string;
  autocomplete?: string | undefined;
};

/** Years from now that a date with a two-digit year may lie ahead, where it is no birth date. */
const yearsAhead = 20;

/** The input format of a field in the user's language; undefined where values are typed as they are sent. */
export function inputFormatOf(field: SearchField, text: Locale): InputFormat | undefined {
  const locale = regional(text.tag);
  if (field.type === "DATE") return dateFormat(field, locale, text);
  if (["INTEGER", "DECIMAL", "PERCENTAGE", "CURRENCY"].includes(field.type))
    return numberFormat(field, locale);
  return undefined;
}

function dateFormat({ key, label }: SearchField, locale: string, text: Locale): InputFormat {
  const isBirthDate = /birth|nac|nasc/i.test(key + label);
  const latestYear = new Date().getFullYear() + (isBirthDate ? 0 : yearsAhead);
  const [day = "", month = "", year = ""] = text.dateLetters;
  return {
    read: (typed) => readDate(typed, locale, latestYear),
    write: (value) => shortDate(value, locale),
    inWords: (value) => (isDay(value) ? longDate(value, text.tag) : ""),
    example: datePattern({ day: day.repeat(2), month: month.repeat(2), year: year.repeat(4) }, locale),
    autocomplete: isBirthDate ? "bday" : undefined,
  };
}

function numberFormat({ type, decimal_precision: decimals = 2 }: SearchField, locale: string): InputFormat {
  const example = type === "INTEGER" || !decimals ? "12" : `12.${"50".slice(0, decimals)}`;
  return {
    read: (typed) => readNumber(typed, locale),
    write: (value) => localNumber(value, locale),
    example: localNumber(example, locale),
  };
}

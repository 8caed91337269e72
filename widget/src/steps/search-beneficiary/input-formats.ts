import type { SearchField } from "@osigu-preauth/shared";
import { datePattern, readDate, shortDate } from "../../format/date-input.ts";
import { localNumber, readNumber } from "../../format/numbers.ts";
import { regional } from "../../format/regional-locale.ts";
import type { Locale } from "../../i18n/load-locale.ts";

/** How people write what machines write otherwise. `read` gives undefined for what it does not understand. */
export type Writing = {
  read(typed: string): string | undefined;
  write(value: string): string;
  /** What it looks like. */
  example: string;
  autocomplete?: string | undefined;
};

/** Years ahead that a date of two digits may mean, where it is no birthday. */
const yearsAhead = 20;

/** How the values of a field are written here; undefined where they are typed as they are sent. */
export function writingOf({ type, key, label, decimal_precision = 2 }: SearchField, text: Locale) {
  const tag = regional(text.tag);
  if (type === "DATE") {
    const isBirth = /birth|nac|nasc/i.test(key + label);
    const latest = new Date().getFullYear() + (isBirth ? 0 : yearsAhead);
    const [day = "", month = "", year = ""] = text.dateLetters;
    return {
      read: (typed) => readDate(typed, tag, latest),
      write: (value) => shortDate(value, tag),
      example: datePattern({ day: day.repeat(2), month: month.repeat(2), year: year.repeat(4) }, tag),
      autocomplete: isBirth ? "bday" : undefined,
    } satisfies Writing;
  }
  if (!["INTEGER", "DECIMAL", "PERCENTAGE", "CURRENCY"].includes(type)) return undefined;
  const example = type === "INTEGER" || !decimal_precision ? "12" : `12.${"50".slice(0, decimal_precision)}`;
  return {
    read: (typed) => readNumber(typed, tag),
    write: (value) => localNumber(value, tag),
    example: localNumber(example, tag),
  } satisfies Writing as Writing;
}

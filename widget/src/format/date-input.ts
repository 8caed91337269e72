import { cleanTyped } from "./clean-text.ts";
import { isDay } from "./dates.ts";

/** Day, month and year of one date, in any order: `{ day: "31", month: "12", year: "1990" }`. */
type Parts = Record<"day" | "month" | "year", string>;

/** The parts of a date in the order and with the separators of the locale: `31/12/1990`. */
export function datePattern({ day, month, year }: Parts, locale: string): string {
  const format = { day: "2-digit", month: "2-digit", year: "numeric" } as const;
  return new Intl.DateTimeFormat(locale, { ...format, calendar: "gregory", numberingSystem: "latn" })
    .formatToParts(0)
    .map(({ type, value }) => ({ day, month, year, literal: value })[type as keyof Parts] ?? "")
    .join("");
}

/** A date `YYYY-MM-DD` in the numeric format of the locale. Text that is not a date is returned as it is. */
export function shortDate(iso: string, locale: string): string {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  return year ? datePattern({ day, month, year }, locale) : iso;
}

/**
 * Parses a date typed in the locale to `YYYY-MM-DD`; undefined for invalid text. Separators are optional, a year in
 * first place determines the order, and a two-digit year is the last one that is not after `latest`. Day and month may
 * change places where only that is a date: `31/12/1980` is one everywhere.
 */
export function readDate(typed: string, locale: string, latest: number): string | undefined {
  const order = datePattern({ day: "d", month: "m", year: "y" }, locale).replace(/[^dmy]/g, "");
  const text = cleanTyped(typed);
  if (/[^\d\s./,-]/.test(text)) return undefined;
  const numbers = text.split(/\D+/).filter(Boolean);
  const otherOrder = order.replace(/[dm]/g, (part) => (part === "d" ? "m" : "d"));
  const orders =
    numbers.length === 1
      ? [order, "ymd", otherOrder]
      : numbers[0]?.length === 4
        ? ["ymd"]
        : [order, otherOrder];
  return orders
    .map((each) => inOrder(each, numbers.length === 1 ? cut(text, each) : numbers))
    .map(({ y = "", m = "", d = "" }) =>
      [fullYear(y, latest), m.padStart(2, "0"), d.padStart(2, "0")].join("-"),
    )
    .find(isDay);
}

/** The numbers by the letter of their part; empty where there are too few or too many. */
function inOrder(order: string, numbers: string[]): Partial<Record<string, string>> {
  if (numbers.length !== order.length) return {};
  return Object.fromEntries([...order].map((part, index) => [part, numbers[index]]));
}

/** Six or eight digits without separators, cut into day, month and year. */
function cut(digits: string, order: string): string[] {
  const year = digits.length - 4;
  const sizes = year === 2 || year === 4 ? [...order].map((part) => (part === "y" ? year : 2)) : [];
  return sizes.map((size, index) => {
    const from = sizes.slice(0, index).reduce((sum, one) => sum + one, 0);
    return digits.slice(from, from + size);
  });
}

function fullYear(year: string, latest: number): string {
  if (year.length !== 2) return year;
  const full = latest - (latest % 100) + Number(year);
  return String(full > latest ? full - 100 : full);
}

import { isDay } from "./dates.ts";

/** Day, month and year of one date, in any order: `{ day: "31", month: "12", year: "1990" }`. */
type Parts = Record<"day" | "month" | "year", string>;

/** Parts of a date in the order and with the marks of the locale: `31/12/1990`, or what else stands for each part. */
export function datePattern({ day, month, year }: Parts, locale: string): string {
  const wish = { day: "2-digit", month: "2-digit", year: "numeric" } as const;
  return new Intl.DateTimeFormat(locale, { ...wish, calendar: "gregory", numberingSystem: "latn" })
    .formatToParts(0)
    .map(({ type, value }) => ({ day, month, year, literal: value })[type as keyof Parts] ?? "")
    .join("");
}

/** A day `YYYY-MM-DD` as people of the locale write it in figures. What is no day stays as it is. */
export function shortDate(iso: string, locale: string): string {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  return year ? datePattern({ day, month, year }, locale) : iso;
}

/**
 * A date as somebody of the locale typed it, as `YYYY-MM-DD`; undefined when it is none. Separators are free and may
 * be missing, a year that comes first tells the order itself, and one of two digits is the last one not past `latest`.
 */
export function readDate(typed: string, locale: string, latest: number): string | undefined {
  const order = datePattern({ day: "d", month: "m", year: "y" }, locale).replace(/[^dmy]/g, "");
  const text = typed.trim();
  if (/[^\d\s./,-]/.test(text)) return undefined;
  const figures = text.split(/\D+/).filter(Boolean);
  const ways =
    figures.length === 1
      ? [inOrder(order, cut(text, order)), inOrder("ymd", cut(text, "ymd"))]
      : [inOrder(figures[0]?.length === 4 ? "ymd" : order, figures)];
  return ways
    .map(({ y = "", m = "", d = "" }) =>
      [fullYear(y, latest), m.padStart(2, "0"), d.padStart(2, "0")].join("-"),
    )
    .find(isDay);
}

/** Figures by what they stand for; nothing where there are too few or too many. */
function inOrder(order: string, figures: string[]): Partial<Record<string, string>> {
  if (figures.length !== order.length) return {};
  return Object.fromEntries([...order].map((part, index) => [part, figures[index]]));
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

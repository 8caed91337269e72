import { cleanTyped } from "./clean-text.ts";

/**
 * Parses a typed number to `-1250.5`; undefined for invalid text. Of two different separators the last one is the
 * decimal separator in every locale: `1.250,50` and `1,250.50` are equal. A single kind of separator is the decimal
 * separator, unless it stands before groups of three digits and is not the decimal separator of the locale.
 */
export function readNumber(typed: string, locale: string): string | undefined {
  const text = cleanTyped(typed).replace(/[\s'’%]|\p{Lu}{0,3}\p{Sc}|[.,]\s*$/gu, "");
  const digits = /^(-?)(\d*(?:[.,]\d+)*)$/.exec(text);
  const [whole = "", ...rest] = (digits?.[2] ?? "").split(/[.,]/);
  if (!digits || !(whole + rest.join(""))) return undefined;
  const marks = digits[2]?.replace(/\d/g, "") ?? "";
  const last = marks.at(-1);
  const isGroup = (part: string) => part.length === 3;
  const groupsAlone =
    new Set(marks).size === 1 &&
    rest.every(isGroup) &&
    /^[1-9]\d{0,2}$/.test(whole) &&
    (marks.length > 1 || last !== decimalMark(locale));
  const decimals = groupsAlone ? "" : (rest.pop() ?? "");
  const groupMarks = groupsAlone ? "" : marks.slice(0, -1);
  if (!groupsAlone && (!rest.every(isGroup) || (last && groupMarks.includes(last)))) return undefined;
  // Leading zeros stay: a sponsor's number field may be an identity number.
  const integer = whole + rest.join("") || "0";
  return `${digits[1]}${integer}${decimals && `.${decimals}`}`;
}

/** A number with the decimal separator of the locale. Text that is not a number is returned as it is. */
export function localNumber(value: string, locale: string): string {
  return /^-?\d+\.\d+$/.test(value) ? value.replace(".", decimalMark(locale)) : value;
}

function decimalMark(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}

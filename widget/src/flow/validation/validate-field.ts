import type { SearchField } from "@osigu-preauth/shared";
import { isDay } from "../../format/dates.ts";
import type { FieldErrors } from "../state.ts";

/** What a field takes. Values are as they are sent: dates as ISO, numbers with a point, a choice as its value. */

const layoutTypes = ["SECTION_TITLE", "TEXT_LIST", "DASHED_DIVIDER"];
const cardTypes = ["BENEFICIARY", "BENEFICIARY_CARD", "DOCTOR_CARD"];

/** Choices above which a list is searched rather than looked through. */
export const manyOptions = 15;

/** Characters of a file inside a search: it travels as Base64 beside the other values, in 64 KB of JSON. Assumed. */
export const mostFileCharacters = 60_000;

/** Whether a field only shapes the page, and is never submitted. */
export function isLayout({ type }: SearchField): boolean {
  return layoutTypes.includes(type);
}

/** Whether a field only shows something. It is submitted with what the sponsor filled in, never asked for. */
export function isCard({ type }: SearchField): boolean {
  return cardTypes.includes(type);
}

/** Whether a field is ticked or not: no answer is one, too. */
export function isTick({ type, options }: SearchField): boolean {
  return type === "BOOLEAN" && !options.length;
}

/** Why a value is not taken; undefined when it is. */
export function checkField(field: SearchField, value: string): FieldErrors[string] | undefined {
  if (isLayout(field) || isCard(field) || isTick(field)) return undefined;
  if (!value) return field.required ? { reason: "required" } : undefined;
  return isWellFormed(field, value) ? undefined : { reason: "format" };
}

/** Whether a value is too short or too long. */
export function isOffLength({ min_length = 0, max_length }: SearchField, { length }: string): boolean {
  return length < min_length || (!!max_length && length > max_length);
}

const number = /^-?\d+(?:\.(\d+))?$/;
const formats: Record<string, RegExp> = {
  EMAIL: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  PHONE: /^\+?[\d\s()./-]{5,}$/,
  INTEGER: /^-?\d+$/,
  DECIMAL: number,
  PERCENTAGE: number,
  CURRENCY: number,
};

function isWellFormed(field: SearchField, value: string): boolean {
  const { type, options, decimal_precision: digits, pattern } = field;
  if (options.length) return options.some((option) => option.value === value);
  if (type === "FILE_UPLOAD") return value.length <= mostFileCharacters;
  if (type === "DATE") return isDay(value);
  if (!(formats[type]?.test(value) ?? true) || isOffLength(field, value)) return false;
  const decimals = formats[type] === number ? (number.exec(value)?.[1]?.length ?? 0) : 0;
  return decimals <= (digits ?? decimals) && fitsPattern(pattern, value);
}

/** A pattern that is none says nothing about a value. */
function fitsPattern(pattern: string | undefined, value: string): boolean {
  try {
    return !pattern || new RegExp(`^(?:${pattern})$`, "u").test(value);
  } catch {
    return true;
  }
}

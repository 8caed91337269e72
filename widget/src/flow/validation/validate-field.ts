import type { SearchField } from "@osigu-preauth/shared";
import { isDay } from "../../format/dates.ts";
import type { FieldErrors } from "../state.ts";
import { matchesPattern } from "./pattern.ts";

/** Validation of search fields. Values are in the format that is sent: ISO dates, decimal points, option values. */

const layoutTypes = ["SECTION_TITLE", "TEXT_LIST", "DASHED_DIVIDER"];
const cardTypes = ["BENEFICIARY", "BENEFICIARY_CARD", "DOCTOR_CARD"];

/** Base64 characters of all files of a search. They travel with the other values in 64 KB of JSON. Assumed. */
export const maxFileCharacters = 60_000;

/** Whether a field only arranges the form. It is never sent. */
export function isLayout({ type }: SearchField): boolean {
  return layoutTypes.includes(type);
}

/** Whether a field only shows a value. It is sent with the sponsor's own value. */
export function isCard({ type }: SearchField): boolean {
  return cardTypes.includes(type);
}

/** Whether a field is a checkbox: unchecked is a value, too. */
export function isCheckbox({ type, options }: SearchField): boolean {
  return type === "BOOLEAN" && !options.length;
}

/** Why a value is not valid; undefined when it is. */
export function validateField(field: SearchField, value: string): FieldErrors[string] | undefined {
  if (isLayout(field) || isCard(field) || isCheckbox(field)) return undefined;
  if (!value) return field.required ? { reason: "required" } : undefined;
  return isWellFormed(field, value) ? undefined : { reason: "format" };
}

/** Whether a value is too short or too long. */
export function hasInvalidLength({ min_length = 0, max_length }: SearchField, { length }: string): boolean {
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
  const { type, options, pattern } = field;
  if (options.length) return options.some((option) => option.value === value);
  if (type === "FILE_UPLOAD") return value.length <= maxFileCharacters;
  if (type === "DATE") return isDay(value);
  const format = formats[type];
  if (format && !format.test(value)) return false;
  if (format === number && !hasAllowedDecimals(field, value)) return false;
  return !hasInvalidLength(field, value) && matchesPattern(pattern, value);
}

function hasAllowedDecimals({ decimal_precision: max }: SearchField, value: string): boolean {
  const decimals = number.exec(value)?.[1]?.length ?? 0;
  return max === undefined || decimals <= max;
}

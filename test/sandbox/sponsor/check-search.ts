import type { FieldIssue } from "../http/answer.ts";
import { type FormField, isCard, isLayout, readFields } from "./form-fields.ts";
import type { WireForm } from "./sponsor-data.ts";

/**
 * Checks a search against the sponsor's forms: it must fit one of them, with every required field, no field
 * of another and each value as its type says. Answers the issues of the form that fits best; none is a fit.
 */
export function checkSearch(input: Record<string, unknown>, forms: WireForm[]): FieldIssue[] {
  const attempts = forms.map((form) => {
    const fields = readFields(form);
    const known = Object.keys(input).filter((key) => fields.some((field) => field.key === key)).length;
    return { known, issues: checkForm(input, fields) };
  });
  const fit = attempts.find(({ issues }) => issues.length === 0);
  if (fit) return [];
  const nearest = attempts.sort((a, b) => b.known - a.known || a.issues.length - b.issues.length)[0];
  return nearest?.issues ?? [{ path: [], message: "The sponsor has no search form" }];
}

function checkForm(input: Record<string, unknown>, fields: FormField[]): FieldIssue[] {
  const issues: FieldIssue[] = [];
  for (const key of Object.keys(input)) {
    const field = fields.find((candidate) => candidate.key === key);
    if (!field) issues.push({ path: [key], message: "is not a field of this form" });
    else if (isLayout(field)) issues.push({ path: [key], message: "is layout and never submitted" });
  }
  for (const field of fields) {
    if (isLayout(field) || isCard(field)) continue;
    const message = checkValue(input[field.key], field);
    if (message) issues.push({ path: [field.key], message });
  }
  return issues;
}

function checkValue(value: unknown, field: FormField): string | undefined {
  if (value === undefined || value === null || value === "") {
    return field.required ? "is required" : undefined;
  }
  if (field.type === "BOOLEAN" || field.type === "boolean") {
    return typeof value === "boolean" ? undefined : "must be true or false";
  }
  if (typeof value !== "string" && typeof value !== "number") return "must be a text or a number";
  const text = String(value).trim();
  if (field.choices && !field.choices.includes(text)) return "is not one of the options";
  return checkType(text, field) ?? checkLength(text, field);
}

function checkType(text: string, { type, precision }: FormField): string | undefined {
  switch (type) {
    case "EMAIL":
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : "must be an e-mail address";
    case "PHONE":
    case "phone":
      return /^\+?[0-9 ().-]{6,20}$/.test(text) ? undefined : "must be a telephone number";
    case "INTEGER":
    case "integer":
      return /^-?\d+$/.test(text) ? undefined : "must be a whole number";
    case "DECIMAL":
    case "CURRENCY":
    case "number":
      return checkDecimal(text, precision);
    case "PERCENTAGE":
      return checkDecimal(text, precision) ?? (Number(text) <= 100 ? undefined : "must be at most 100");
    case "DATE":
    case "date":
      return isDate(text) ? undefined : "must be a date, YYYY-MM-DD";
    default:
      return undefined;
  }
}

function checkDecimal(text: string, precision: number | undefined): string | undefined {
  const match = /^-?\d+(?:\.(\d+))?$/.exec(text);
  if (!match) return "must be a number";
  const digits = match[1]?.length ?? 0;
  return precision !== undefined && digits > precision
    ? `must have at most ${precision} decimal places`
    : undefined;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function checkLength(text: string, { minLength, maxLength, pattern }: FormField): string | undefined {
  if (minLength !== undefined && text.length < minLength) return `must have at least ${minLength} characters`;
  if (maxLength !== undefined && text.length > maxLength) return `must have at most ${maxLength} characters`;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "u").test(text))
    return "does not match the pattern";
  return undefined;
}

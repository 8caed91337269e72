import type { FieldError } from "@osigu-preauth/shared";
import type { z } from "zod";

/** Errors in one document. More are of no use to whoever corrects a form. */
const maxErrors = 20;

const messages: Partial<Record<z.core.$ZodIssue["code"], string>> = {
  invalid_type: "missing, or of the wrong type",
  too_small: "too short or too small",
  too_big: "too long or too large",
  unrecognized_keys: "has an unknown key",
  invalid_key: "has an invalid key",
  invalid_union: "missing, or of the wrong type",
  invalid_value: "not one of the accepted values",
};

/** A part of a path is repeated only when it looks like the name of a field. */
const fieldName = /^[A-Za-z0-9_-]{1,64}$/;

/** The issues of a validation as fields with what is wrong. Repeats neither values nor unknown keys. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.slice(0, maxErrors).map((issue) => ({
    path: issue.path.map((part) => (fieldName.test(String(part)) ? String(part) : "?")).join("."),
    message: messages[issue.code] ?? "not valid",
  }));
}

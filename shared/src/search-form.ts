import { z } from "zod";
import {
  isRecord,
  type OpenEnum,
  opaqueId,
  optionalNumber,
  optionalText,
  optionalTexts,
  readBoolean,
} from "./lenient-schemas.ts";

/**
 * The form by which a sponsor finds a beneficiary. The vendor documents two models and either may come:
 *
 *     guide    [{ form_id, label, fields: [{ key, type: "enum" | "string", values, required }] }]
 *     schema   [{ form_slug, fallback_name, fields: [{ id, slug, type, label, show_order, options, … }] }]
 *
 * Both are read into one: `form_id`, `label` and `key` as in the guide, `type` in the schema's vocabulary.
 */

/** The field types of the schema model. An unknown one is passed on, and rendered as text. */
export type KnownFieldType =
  | "TEXT"
  | "TEXTAREA"
  | "EMAIL"
  | "PHONE"
  | "INTEGER"
  | "DECIMAL"
  | "PERCENTAGE"
  | "CURRENCY"
  | "DATE"
  | "BOOLEAN"
  | "SELECT"
  | "DROPDOWN"
  | "SPONSOR_PROVIDERS_DROPDOWN"
  | "SPECIALTY_SELECTOR"
  | "FILE_UPLOAD"
  | "BENEFICIARY"
  | "BENEFICIARY_CARD"
  | "DOCTOR_CARD"
  | "DIAGNOSES"
  | "CHIEF_COMPLAINT_DIAGNOSES"
  | "DIFFERENTIAL_DIAGNOSES"
  | "DIAGNOSES_PRODUCT"
  | "MEDICAL_PROCEDURE_PRODUCT"
  | "PRE_INVOICE_ITEMS"
  | "SEARCH_BENEFICIARY_WITH_EXTERNAL_BENEFITS"
  | "SECTION_TITLE"
  | "TEXT_LIST"
  | "DASHED_DIVIDER";
export type FieldType = OpenEnum<KnownFieldType>;

/** Names of the guide model, in the schema's vocabulary. */
const guideTypes: Record<string, KnownFieldType> = {
  enum: "SELECT",
  string: "TEXT",
  text: "TEXT",
  number: "DECIMAL",
  integer: "INTEGER",
  date: "DATE",
  boolean: "BOOLEAN",
  email: "EMAIL",
  phone: "PHONE",
};

const fieldOption = z.preprocess(
  (value) => {
    if (!isRecord(value)) return { value, label: value };
    const { value: own, id, code, slug, key, label, name, fallback_name } = value;
    const chosen = own ?? code ?? slug ?? key ?? id;
    return { value: chosen, label: label ?? name ?? fallback_name ?? chosen };
  },
  z.object({ value: opaqueId, label: opaqueId }),
);
export type FieldOption = z.infer<typeof fieldOption>;

export const searchField = z.preprocess(
  (value) => {
    if (!isRecord(value)) return value;
    const key = value.key ?? value.slug ?? value.id;
    const type = String(value.type ?? "TEXT");
    return {
      ...value,
      key,
      type: Object.hasOwn(guideTypes, type) ? guideTypes[type] : type.toUpperCase(),
      label: value.label ?? value.fallback_name ?? value.name ?? key,
      required: readBoolean(value.required) === true,
      options: value.options ?? value.values ?? [],
    };
  },
  z.object({
    /** The name under which the value is sent in the search. */
    key: opaqueId,
    type: z.string() as unknown as z.ZodType<FieldType, string>,
    label: opaqueId,
    required: z.boolean(),
    options: z.array(fieldOption).catch([]),
    show_order: optionalNumber,
    description: optionalText,
    placeholder: optionalText,
    group_name: optionalText,
    prefix: optionalText,
    suffix: optionalText,
    /** A value that the sponsor fills in beforehand. */
    default_value: optionalText,
    /** Digits after the decimal separator, for `DECIMAL` and `CURRENCY`. */
    decimal_precision: optionalNumber,
    min_length: optionalNumber,
    max_length: optionalNumber,
    /** A regular expression that the whole value matches. */
    pattern: optionalText,
    /** Media types that a `FILE_UPLOAD` accepts. */
    mime_types: optionalTexts,
    /** Maximum number of files of a `FILE_UPLOAD`. */
    file_limit: optionalNumber,
  }),
);
export type SearchField = z.infer<typeof searchField>;

export const searchForm = z.preprocess(
  (value) => {
    if (!isRecord(value)) return value;
    const id = value.form_id ?? value.form_slug ?? value.id ?? "default";
    const label = value.label ?? value.fallback_name ?? value.name;
    return { form_id: id, label, fields: value.fields ?? [] };
  },
  z.object({ form_id: opaqueId, label: optionalText, fields: z.array(searchField) }),
);
export type SearchForm = z.infer<typeof searchForm>;

/**
 * One to three forms; a single object, or `{ forms: [ … ] }`, may come instead of the array. Forms for reimbursements
 * are left out: no authorization is requested with them.
 */
export const searchFormList = z.preprocess(
  (value) => formsIn(value).filter((form) => !(isRecord(form) && readBoolean(form.reimbursement) === true)),
  z.array(searchForm),
);

function formsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isRecord(value) && Array.isArray(value.forms)) return value.forms;
  if (isRecord(value) && Array.isArray(value.content)) return value.content;
  return [value];
}

/** Characters of a value in a search. A `FILE_UPLOAD` travels in it as Base64 (assumed), so 45 KB fit. */
export const mostSearchText = 60_000;

/** A search is sent as a flat map of field key to value. */
export const searchInput = z.record(
  z.string().min(1).max(100),
  z.union([z.string().max(mostSearchText), z.number(), z.boolean(), z.null()]),
);
export type SearchInput = z.infer<typeof searchInput>;

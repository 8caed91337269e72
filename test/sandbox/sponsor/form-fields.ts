import type { WireField, WireForm, WireOption } from "./sponsor-data.ts";

/** A search field, read from either model. */
export type FormField = {
  key: string;
  type: string;
  required: boolean;
  /** Values to choose from; undefined where anything goes. */
  choices: string[] | undefined;
  precision: number | undefined;
  minLength: number | undefined;
  maxLength: number | undefined;
  pattern: string | undefined;
};

const layoutTypes = ["SECTION_TITLE", "TEXT_LIST", "DASHED_DIVIDER"];
const cardTypes = ["BENEFICIARY", "BENEFICIARY_CARD", "DOCTOR_CARD"];

export const isLayout = (field: FormField) => layoutTypes.includes(field.type);
export const isCard = (field: FormField) => cardTypes.includes(field.type);

/** The name that a form is known by. */
export const formName = (form: WireForm) => form.form_id ?? form.form_slug ?? "default";

export function readFields(form: WireForm): FormField[] {
  return form.fields.map(readField);
}

function readField(field: WireField): FormField {
  const options = field.values ?? field.options;
  return {
    key: String(field.key ?? field.slug ?? field.id),
    type: field.type,
    required: field.required === true,
    choices: options && options.length > 0 ? options.map(optionValue) : undefined,
    precision: field.decimal_precision,
    minLength: field.min_length,
    maxLength: field.max_length,
    pattern: field.pattern,
  };
}

function optionValue(option: WireOption): string {
  return typeof option === "string" ? option : String(option.value);
}

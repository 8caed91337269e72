import type { SearchField } from "@osigu-preauth/shared";
import type { FieldView } from "../../fields/field.ts";
import type { StepHost } from "../step.ts";

/** A field of the sponsor's form, with what has been typed into it. */
export function fieldView({ flow, dispatch }: StepHost, asked: SearchField): FieldView {
  const { key, label, type, required, description, placeholder, prefix, suffix, max_length, options } = asked;
  return {
    id: key,
    label,
    type,
    required,
    hint: description,
    placeholder,
    prefix,
    suffix,
    maxLength: max_length,
    options,
    value: flow.searchValues[key] ?? asked.default_value ?? "",
    error: flow.errors[key],
    onInput: (value) => dispatch({ type: "search_edited", key, value }),
  };
}

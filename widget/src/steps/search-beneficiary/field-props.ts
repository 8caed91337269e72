import type { SearchField } from "@osigu-preauth/shared";
import type { FieldProps } from "../../components/field.ts";
import { currentForm, valueIn } from "../../flow/selectors/search.ts";
import type { StepHost } from "../step.ts";

/** A field of the sponsor's form with its current value. Keys may be any text, so ids count the fields. */
export function fieldProps({ flow, dispatch }: StepHost, field: SearchField): FieldProps {
  const { key, description, max_length } = field;
  return {
    ...field,
    id: `field-${currentForm(flow)?.fields.indexOf(field)}`,
    name: key,
    hint: description,
    maxLength: max_length,
    value: valueIn(flow, field),
    onInput: (value) => dispatch({ type: "search_edited", key, value }),
  };
}

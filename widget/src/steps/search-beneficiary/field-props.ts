import type { SearchField } from "@osigu-preauth/shared";
import type { FieldView } from "../../components/field.ts";
import { currentForm, valueIn } from "../../flow/selectors/search.ts";
import type { StepHost } from "../step.ts";

/** A field of the sponsor's form, with what stands in it. Keys may be any text, ids may not. */
export function fieldView({ flow, dispatch }: StepHost, asked: SearchField): FieldView {
  const { key, description, max_length } = asked;
  return {
    ...asked,
    id: `field-${currentForm(flow)?.fields.indexOf(asked)}`,
    name: key,
    hint: description,
    maxLength: max_length,
    value: valueIn(flow, asked),
    onInput: (value) => dispatch({ type: "search_edited", key, value }),
  };
}

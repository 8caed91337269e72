import type { SearchField } from "@osigu-preauth/shared";
import { currentForm, valueIn } from "../../flow/selectors/search.ts";
import type { FlowState } from "../../flow/state.ts";
import { ownName } from "./own-words.ts";

/** A pattern of digits, ranges of digits, quantifiers, groups and anchors. */
const digits = /^(?:\\d|\[\d-\d]|\{\d+,?\d*}|[\d^$+*?|()])+$/;

/** Identity documents of Colombia, Guatemala and Brazil whose numbers have digits only. */
const digitTypes = /^(CC|TI|DPI|CUI|CPF)$/;

/**
 * Whether the values of a text field have digits only: so its pattern says, or the document type that is chosen in the
 * same form. A numeric keyboard cannot type letters, so any doubt is a no.
 */
export function hasDigitsOnly(flow: FlowState, field: SearchField): boolean {
  const { type, pattern } = field;
  if (type !== "TEXT") return false;
  if (pattern) return digits.test(pattern);
  return (
    ownName(field) === "document_number" &&
    !!currentForm(flow)?.fields.some(
      (each) => ownName(each) === "document_type" && digitTypes.test(valueIn(flow, each)),
    )
  );
}

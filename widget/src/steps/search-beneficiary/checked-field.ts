import type { SearchField } from "@osigu-preauth/shared";
import type { FieldError, FieldProps } from "../../components/field.ts";
import { optionValue } from "../../flow/selectors/option-value.ts";
import { errorOf } from "../../flow/selectors/search.ts";
import { hasInvalidLength, isCheckbox } from "../../flow/validation/validate-field.ts";
import { cleanTyped } from "../../format/clean-text.ts";
import type { StepHost } from "../step.ts";
import { hasDigitsOnly } from "./digits-only.ts";
import { fieldProps } from "./field-props.ts";
import { inOwnWords } from "./own-words.ts";

/** A field that is validated on blur, with its error in words. `example`: what a valid value looks like. */
export function checkedFieldProps(host: StepHost, field: SearchField, example?: string): FieldProps {
  const props = fieldProps(host, field);
  return {
    ...props,
    value: shownValue(field, props.value),
    ...inOwnWords(field, host.text),
    error: errorInWords(host, field, example),
    inputMode: hasDigitsOnly(host.flow, field) ? "numeric" : undefined,
    onBlur: (event) => validateOnBlur(host, field, event, example),
  };
}

/** A value that the host page or the sponsor gave may have marks that cannot be seen. Text stays as it is typed. */
function shownValue(field: SearchField, value: string): string {
  return optionValue(field.options, value) ?? (isCheckbox(field) ? cleanTyped(value) : value);
}

/**
 * Validates a field on blur and announces the error. Not while a button is being pressed: an error that appears above
 * would move the button away from the pointer. When the button got the focus by key, validation waits for that key.
 */
function validateOnBlur(
  host: StepHost,
  field: SearchField,
  { relatedTarget }: FocusEvent,
  example?: string,
): void {
  const validate = () => {
    const { key } = field;
    const { label } = inOwnWords(field, host.text);
    const before = errorOf(host.flow, key);
    host.dispatch({ type: "search_left", key });
    const error = errorInWords(host, field, example);
    if (error && !before) host.announce(`${label}: ${error.message ?? host.text[error.reason]}`);
  };
  if (relatedTarget instanceof HTMLButtonElement) {
    relatedTarget.addEventListener("keyup", validate, { once: true });
  } else if (!host.root.querySelector("button:active")) {
    validate();
  }
  host.requestUpdate();
}

/** The sponsor's own message may be in any language: a refusal shows the widget's message instead. */
function errorInWords(host: StepHost, field: SearchField, example?: string): FieldError | undefined {
  const { flow, text } = host;
  const error = errorOf(flow, field.key);
  if (error?.reason !== "format") return error && { reason: error.reason };
  const { type, placeholder, options, min_length: min = 0, max_length: max = 0 } = field;
  const { value } = fieldProps(host, field);
  if (options.length) return { ...error, message: text.noResults };
  if (!example && hasInvalidLength(field, value)) {
    return { ...error, message: value.length < min ? text.atLeast(min) : text.atMost(max) };
  }
  const shownExample = example ?? (type === "EMAIL" ? "name@example.com" : placeholder);
  return { ...error, message: shownExample ? text.like(shownExample) : text.format };
}

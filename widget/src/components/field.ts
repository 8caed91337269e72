import type { FieldOption, FieldType } from "@osigu-preauth/shared";
import { html, nothing, type TemplateResult } from "lit";
import type { Locale } from "../i18n/locale.ts";
import { alertIcon } from "./icons.ts";

/** Why a value is not accepted. `message`: the text to show in place of the reason's own. */
export type FieldError = { reason: "required" | "format" | "refused"; message?: string };

/** What a form field shows, and what it calls back. */
export type FieldProps = {
  /** Unique in the shadow root. */
  id: string;
  /** The name that password managers and autofill see, where it differs from the id. */
  name?: string;
  label: string;
  type?: FieldType;
  value: string;
  required?: boolean;
  hint?: string | undefined;
  placeholder?: string | undefined;
  error?: FieldError | undefined;
  options?: FieldOption[];
  prefix?: string | undefined;
  suffix?: string | undefined;
  maxLength?: number | undefined;
  inputMode?: string | undefined;
  autocomplete?: string | undefined;
  onInput(value: string): void;
  onBlur?(event: FocusEvent): void;
};

/** Input types that bring a keyboard and an autofill token of their own. Every other field is of type `text`. */
const inputTypes: Record<string, string> = { EMAIL: "email", PHONE: "tel" };

/** A labelled control with its hint and its error. Without a control of its own it is a text input or a select. */
export function field(props: FieldProps, text: Locale, control = plainControl(props, text)): TemplateResult {
  const { id, hint, error } = props;
  return html`<div class="field">
    <label for=${id}>${labelOf(props, text)}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing} ${control} ${errorLine(id, error, text)}
  </div>`;
}

/** The label, with a note where the field is optional. */
export function labelOf({ label, required }: FieldProps, text: Locale) {
  return required ? label : html`${label}<span class="optional"> (${text.optional})</span>`;
}

/** The error under a field. `fallback`: the text where neither the error nor its reason has a better one. */
export function errorLine(id: string, error: FieldError | undefined, text: Locale, fallback?: string) {
  if (!error) return nothing;
  const message = (error.reason !== "refused" && error.message) || fallback || text[error.reason];
  return html`<p class="error" id="${id}-error">${alertIcon}<span>${message}</span></p>`;
}

/** The ids for `aria-describedby`. */
export function describedBy({ id, hint, error }: FieldProps): string | typeof nothing {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || nothing;
}

/** The value of the control that an event comes from. */
export function inputValue({ target }: Event): string {
  return (target as HTMLInputElement).value;
}

/**
 * A select where there are options, else a text input. Unknown types are text. A browser calls an empty required control
 * invalid, unless it is told that it is not.
 */
export function plainControl(props: FieldProps, text: Locale): TemplateResult {
  return props.options?.length ? select(props, props.options, text) : textInput(props);
}

function select(props: FieldProps, options: FieldOption[], text: Locale): TemplateResult {
  const { id, name = id, value, required, error, onInput, onBlur } = props;
  return html`<select
    id=${id}
    name=${name}
    aria-describedby=${describedBy(props)}
    aria-invalid=${Boolean(error)}
    ?required=${required}
    @change=${(event: Event) => onInput(inputValue(event))}
    @blur=${onBlur}
  >
    <option value="" .selected=${!value}>${text.choose}</option>
    ${options.map((option) => html`<option value=${option.value} .selected=${option.value === value}>${option.label}</option>`)}
  </select>`;
}

function textInput(props: FieldProps): TemplateResult {
  const { id, name = id, type = "TEXT", value, required, error, placeholder, maxLength, inputMode } = props;
  const inputType = inputTypes[type];
  return html`<input
    id=${id}
    name=${name}
    type=${inputType ?? "text"}
    inputmode=${inputMode ?? nothing}
    autocomplete=${props.autocomplete ?? inputType ?? "off"}
    placeholder=${placeholder ?? nothing}
    maxlength=${maxLength || nothing}
    aria-describedby=${describedBy(props)}
    aria-invalid=${Boolean(error)}
    ?required=${required}
    .value=${value}
    @input=${(event: Event) => props.onInput(inputValue(event))}
    @blur=${props.onBlur}
  />`;
}

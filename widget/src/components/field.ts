import type { FieldOption, FieldType } from "@osigu-preauth/shared";
import { html, nothing, type TemplateResult } from "lit";
import { alertIcon } from "../element/icons.ts";
import type { FieldErrors } from "../flow/state.ts";
import type { Locale } from "../i18n/load-locale.ts";

/** A question to the person and what they answered so far. */
export type FieldView = {
  /** Unique in the widget's root. */
  id: string;
  /** What password managers and autofill know it by, where that is not its id. */
  name?: string;
  label: string;
  type?: FieldType;
  value: string;
  required?: boolean;
  hint?: string | undefined;
  placeholder?: string | undefined;
  error?: FieldErrors[string] | undefined;
  options?: FieldOption[];
  prefix?: string | undefined;
  suffix?: string | undefined;
  maxLength?: number | undefined;
  /** Which keyboard a phone shows. */
  mode?: string | undefined;
  /** What the browser may fill in. */
  autocomplete?: string | undefined;
  onInput(value: string): void;
  /** The keyboard has gone elsewhere. */
  onLeave?(event: FocusEvent): void;
};

/** Kinds of text that browsers know: keyboard, and what may be filled in. Others are plain text. */
const kinds: Record<string, string> = { EMAIL: "email", PHONE: "tel" };

/** A labelled control with its hint and its error, all in one root. What kind of control, `control` says. */
export function field(view: FieldView, text: Locale, control = plainControl(view, text)): TemplateResult {
  const { id, hint, error } = view;
  return html`<div class="field">
    <label for=${id}>${labelOf(view, text)}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing} ${control} ${errorLine(id, error, text)}
  </div>`;
}

/** What a field is called; that it may be left empty is said, too. */
export function labelOf({ label, required }: FieldView, text: Locale) {
  return required ? label : html`${label} <span class="optional">(${text.optional})</span>`;
}

/** The words under a field that is not accepted. */
export function errorLine(id: string, error: FieldErrors[string] | undefined, text: Locale, words?: string) {
  return error
    ? html`<p class="error" id="${id}-error">${alertIcon}<span>${(error.reason !== "refused" && error.message) || words || text[error.reason]}</span></p>`
    : nothing;
}

/** Ids of what describes a field, for `aria-describedby`. */
export function describedBy({ id, hint, error }: FieldView): string | typeof nothing {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || nothing;
}

/** What was typed into, or chosen from, the control of an event. */
export function enteredIn({ target }: Event): string {
  return (target as HTMLInputElement).value;
}

/** One line of text, or a choice where there are options. An unknown type is text. */
export function plainControl(view: FieldView, text: Locale): TemplateResult {
  const {
    id,
    name = id,
    value,
    required,
    error,
    type,
    options,
    placeholder,
    maxLength,
    mode,
    onInput,
    onLeave,
  } = view;
  const invalid = error ? "true" : nothing;
  const changed = (event: Event) => onInput(enteredIn(event));
  if (options?.length) {
    return html`<select id=${id} name=${name} aria-describedby=${describedBy(view)} aria-invalid=${invalid}
      ?required=${required} @change=${changed} @blur=${onLeave}>
      <option value="" .selected=${!value}>${text.choose}</option>
      ${options.map((option) => html`<option value=${option.value} .selected=${option.value === value}>${option.label}</option>`)}
    </select>`;
  }
  const kind = kinds[type as string];
  return html`<input id=${id} name=${name} type=${kind ?? "text"} inputmode=${mode ?? nothing}
    autocomplete=${view.autocomplete ?? kind ?? "off"} placeholder=${placeholder ?? nothing}
    maxlength=${maxLength || nothing} aria-describedby=${describedBy(view)} aria-invalid=${invalid}
    ?required=${required} .value=${value} @input=${changed} @blur=${onLeave} />`;
}

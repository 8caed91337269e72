import type { FieldOption, FieldType } from "@osigu-preauth/shared";
import { html, nothing, type TemplateResult } from "lit";
import { alertIcon } from "../element/icons.ts";
import type { FieldErrors } from "../flow/flow.ts";
import type { Locale } from "../locales/load-locale.ts";

/** A question to the person and what they answered so far. */
export type FieldView = {
  /** Unique in the widget's root; also the name that password managers and autofill see. */
  id: string;
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
  onInput(value: string): void;
};

/** How each kind of text is typed: keyboard, and what the browser may fill in. Others are plain text. */
const typing: Record<string, { type?: string; mode?: string; autocomplete?: string }> = {
  EMAIL: { type: "email", mode: "email", autocomplete: "email" },
  PHONE: { type: "tel", mode: "tel", autocomplete: "tel" },
  INTEGER: { mode: "numeric" },
  DECIMAL: { mode: "decimal" },
  PERCENTAGE: { mode: "decimal" },
  CURRENCY: { mode: "decimal" },
  DATE: { type: "date" },
};

/** A labelled control with its hint and its error, all in one root. What kind of control, `control` says. */
export function field(view: FieldView, text: Locale, control = plainControl(view, text)): TemplateResult {
  const { id, label, required, hint, error } = view;
  return html`<div class="field">
    <label for=${id}>${label}${required ? nothing : html` <span class="optional">(${text.optional})</span>`}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing} ${control} ${errorLine(id, error, text)}
  </div>`;
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
  const { id, value, required, error, type = "TEXT", options, placeholder, maxLength, onInput } = view;
  const invalid = error ? "true" : nothing;
  const changed = (event: Event) => onInput(enteredIn(event));
  if (options?.length) {
    return html`<select id=${id} name=${id} aria-describedby=${describedBy(view)} aria-invalid=${invalid}
      ?required=${required} @change=${changed}>
      <option value="" ?selected=${!value}>${text.choose}</option>
      ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}
    </select>`;
  }
  const { type: kind = "text", mode, autocomplete = "off" } = typing[type] ?? {};
  return html`<input id=${id} name=${id} type=${kind} inputmode=${mode ?? nothing} autocomplete=${autocomplete}
    placeholder=${placeholder ?? nothing} maxlength=${maxLength ?? nothing} aria-describedby=${describedBy(view)}
    aria-invalid=${invalid} ?required=${required} .value=${value} @input=${changed} />`;
}

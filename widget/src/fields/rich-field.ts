import { html, nothing, type TemplateResult } from "lit";
import type { Locale } from "../locales/load-locale.ts";
import { describedBy, enteredIn, errorLine, type FieldView, field, plainControl } from "./field.ts";

/** Every kind of field there is; `field` alone knows the plain ones, which is all that most first screens need. */
export function richField(view: FieldView, text: Locale): TemplateResult {
  const { type, prefix, suffix, error, id } = view;
  if (type === "BOOLEAN") {
    return html`<div class="field">${checkbox(view)}${errorLine(id, error, text)}</div>`;
  }
  if (type === "TEXTAREA") return field(view, text, textArea(view));
  if (!prefix && !suffix) return field(view, text);
  const control = html`<span class="affix"
    ><span class="muted">${prefix}</span>${plainControl(view, text)}<span class="muted">${suffix}</span></span
  >`;
  return field(view, text, control);
}

function textArea(view: FieldView) {
  const { id, value, required, error, onInput } = view;
  return html`<textarea id=${id} name=${id} rows="3" aria-describedby=${describedBy(view)}
    aria-invalid=${error ? "true" : nothing} ?required=${required} .value=${value}
    @input=${(event: Event) => onInput(enteredIn(event))}></textarea>`;
}

function checkbox(view: FieldView) {
  const { id, label, value, error, onInput } = view;
  return html`<label class="check"><input id=${id} name=${id} type="checkbox" aria-describedby=${describedBy(view)}
    aria-invalid=${error ? "true" : nothing} .checked=${value === "true"}
    @change=${({ target }: Event) => onInput(String((target as HTMLInputElement).checked))} />${label}</label>`;
}

import { html, nothing, type TemplateResult } from "lit";
import type { Locale } from "../i18n/load-locale.ts";
import { describedBy, enteredIn, errorLine, type FieldView, field, plainControl } from "./field.ts";

/** Keyboards of what is typed in figures. */
const modes: Record<string, string> = {
  INTEGER: "numeric",
  DECIMAL: "decimal",
  PERCENTAGE: "decimal",
  CURRENCY: "decimal",
  DATE: "numeric",
};

/** Every kind of field that is one control; `field` alone knows what most first screens need. */
export function richField(view: FieldView, text: Locale): TemplateResult {
  const { type = "", prefix, suffix, options } = view;
  if (type === "BOOLEAN" && !options?.length) return tick(view, text);
  if (type === "TEXTAREA") return field(view, text, textArea(view));
  const control = plainControl({ ...view, mode: view.mode ?? modes[type] }, text);
  if (!prefix && !suffix) return field(view, text, control);
  return field(
    view,
    text,
    html`<span class="affix"
      ><span class="muted">${prefix}</span>${control}<span class="muted">${suffix}</span></span
    >`,
  );
}

function textArea(view: FieldView) {
  const { id, name = id, value, required, maxLength, placeholder, error, onInput, onLeave } = view;
  return html`<textarea id=${id} name=${name} rows="3" placeholder=${placeholder ?? nothing}
    maxlength=${maxLength || nothing} aria-describedby=${describedBy(view)} aria-invalid=${error ? "true" : nothing}
    ?required=${required} .value=${value} @input=${(event: Event) => onInput(enteredIn(event))} @blur=${onLeave}></textarea>`;
}

function tick(view: FieldView, text: Locale) {
  const { id, name = id, label, hint, value, error, onInput } = view;
  return html`<div class="field">
    <label class="check"><input id=${id} name=${name} type="checkbox" aria-describedby=${describedBy(view)}
      aria-invalid=${error ? "true" : nothing} .checked=${value === "true"}
      @change=${({ target }: Event) => onInput(String((target as HTMLInputElement).checked))} />${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing} ${errorLine(id, error, text)}
  </div>`;
}

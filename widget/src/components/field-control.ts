import { html, nothing, type TemplateResult } from "lit";
import type { Locale } from "../i18n/locale.ts";
import { describedBy, errorLine, type FieldProps, field, inputValue, plainControl } from "./field.ts";

/** The on-screen keyboard for each type of number or date. */
const inputModes: Record<string, string> = {
  INTEGER: "numeric",
  DECIMAL: "decimal",
  PERCENTAGE: "decimal",
  CURRENCY: "decimal",
  DATE: "numeric",
};

/** Every type of field that is one control. `field` alone renders what most first screens need. */
export function fieldControl(props: FieldProps, text: Locale): TemplateResult {
  const { type = "", prefix, suffix, options } = props;
  if (type === "BOOLEAN" && !options?.length) return checkbox(props, text);
  if (type === "TEXTAREA") return field(props, text, textArea(props));
  const control = plainControl({ ...props, inputMode: props.inputMode ?? inputModes[type] }, text);
  if (prefix === undefined && suffix === undefined) return field(props, text, control);
  return field(
    props,
    text,
    html`<span class="affix"
      ><span class="muted">${prefix}</span>${control}<span class="muted">${suffix}</span></span
    >`,
  );
}

function textArea(props: FieldProps) {
  const { id, name = id, value, required, maxLength, placeholder, error, onInput, onBlur } = props;
  return html`<textarea
    id=${id}
    name=${name}
    rows="3"
    placeholder=${placeholder ?? nothing}
    maxlength=${maxLength || nothing}
    aria-describedby=${describedBy(props)}
    aria-invalid=${Boolean(error)}
    ?required=${required}
    .value=${value}
    @input=${(event: Event) => onInput(inputValue(event))}
    @blur=${onBlur}
  ></textarea>`;
}

function checkbox(props: FieldProps, text: Locale) {
  const { id, name = id, label, hint, value, error, onInput } = props;
  return html`<div class="field">
    <label class="check"
      ><input
        id=${id}
        name=${name}
        type="checkbox"
        aria-describedby=${describedBy(props)}
        aria-invalid=${Boolean(error)}
        .checked=${value === "true"}
        @change=${({ target }: Event) => onInput(String((target as HTMLInputElement).checked))}
      />${label}</label
    >
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing} ${errorLine(id, error, text)}
  </div>`;
}

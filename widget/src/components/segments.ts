import { html, nothing, type TemplateResult } from "lit";
import type { Locale } from "../i18n/locale.ts";
import { describedBy, errorLine, type FieldProps, inputValue, labelOf } from "./field.ts";

/** A choice of one among a few options that are all in sight. Each is taken with one press. */
export function segments(props: FieldProps, text: Locale): TemplateResult {
  const { id, value, options = [], hint, error, onInput, onBlur } = props;
  return html`<fieldset class="field" aria-describedby=${describedBy(props)}>
    <legend>${labelOf(props, text)}</legend>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    <div class="segments">
      ${options.map(
        (option) => html`<label
          ><input
            type="radio"
            name=${id}
            value=${option.value}
            .checked=${option.value === value}
            ?data-invalid=${error}
            @change=${(event: Event) => onInput(inputValue(event))}
            @blur=${onBlur}
          /><bdi>${option.label}</bdi></label
        >`,
      )}
    </div>
    ${errorLine(id, error, text)}
  </fieldset>`;
}

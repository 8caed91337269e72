import type { SearchForm, Sponsor } from "@osigu-preauth/shared";
import { html, type TemplateResult } from "lit";
import { field } from "../../components/field.ts";
import { manyOptions } from "../../flow/validation/validate-field.ts";
import type { StepHost } from "../step.ts";
import { entryOf } from "./field-ui-state.ts";
import { choice } from "./searchable-field.ts";

/** The insurers to choose from; searched where there are many. */
export function sponsorPicker(host: StepHost, sponsors: Sponsor[]): TemplateResult {
  const { flow, text, dispatch } = host;
  if (!sponsors.length) return html`<p>${text.problems.not_permitted}</p>`;
  const entry = entryOf(host, sponsors);
  const view = {
    id: "sponsor",
    label: text.insurer,
    required: true,
    value: entry.typed?.value ?? flow.sponsorSlug ?? "",
    options: sponsors.map(({ sponsor_slug, name }) => ({ value: sponsor_slug, label: name })),
    onInput: (value: string) => {
      const isSponsor = sponsors.some(({ sponsor_slug }) => sponsor_slug === value);
      entry.typed = isSponsor ? undefined : { text: value, value };
      if (isSponsor) dispatch({ type: "sponsor_chosen", sponsorSlug: value });
      else host.requestUpdate();
    },
    onLeave: () => {
      entry.typed = undefined;
      host.requestUpdate();
    },
  };
  return sponsors.length > manyOptions ? choice(host, sponsors, view) : field(view, text);
}

/** The ways to search, of a sponsor that has several. */
export function formPicker(
  { text, dispatch }: StepHost,
  forms: SearchForm[],
  chosen: SearchForm,
): TemplateResult {
  return html`<fieldset class="group">
    <legend>${text.searchBy}</legend>
    <div class="segments">
      ${forms.map(
        ({
          form_id,
          label,
        }) => html`<label><input type="radio" name="form" .checked=${form_id === chosen.form_id}
          @change=${() => dispatch({ type: "form_chosen", formId: form_id })} />${label ?? form_id}</label>`,
      )}
    </div>
  </fieldset>`;
}

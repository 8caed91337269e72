import type { SearchForm, Sponsor } from "@osigu-preauth/shared";
import { html } from "lit";
import { field } from "../../fields/field.ts";
import { richField } from "../../fields/rich-field.ts";
import type { StepHost } from "../step.ts";
import { fieldView } from "./field-view.ts";

/** The insurers to choose from. */
export function sponsorPicker({ flow, text, dispatch }: StepHost, sponsors: Sponsor[]) {
  return field(
    {
      id: "sponsor",
      label: text.insurer,
      required: true,
      value: flow.sponsorSlug ?? "",
      options: sponsors.map(({ sponsor_slug, name }) => ({ value: sponsor_slug, label: name })),
      onInput: (sponsorSlug) => dispatch({ type: "sponsor_chosen", sponsorSlug }),
    },
    text,
  );
}

/** The ways to search, where the sponsor has several. */
export function formPicker({ text, dispatch }: StepHost, forms: SearchForm[], chosen: SearchForm) {
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

/** Every field of a form, in the sponsor's order, whatever its type. */
export function searchFields(host: StepHost, { fields }: SearchForm) {
  return [...fields]
    .sort((one, other) => (one.show_order ?? 0) - (other.show_order ?? 0))
    .map((each) =>
      each.type === "SECTION_TITLE"
        ? html`<h3>${each.label}</h3>`
        : richField(fieldView(host, each), host.text),
    );
}

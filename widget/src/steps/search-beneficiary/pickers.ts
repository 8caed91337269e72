import type { SearchField, SearchForm, Sponsor } from "@osigu-preauth/shared";
import { html, nothing, type TemplateResult } from "lit";
import { field } from "../../fields/field.ts";
import { manyOptions } from "../../flow/check-field.ts";
import type { StepHost } from "../step.ts";
import { entryOf } from "./entries.ts";
import { formField, withMore } from "./form-field.ts";

/** The insurers to choose from; searched where there are many. */
export function sponsorPicker(host: StepHost, sponsors: Sponsor[]) {
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
  return sponsors.length > manyOptions
    ? withMore(host, ({ choice }) => choice(host, sponsors, view))
    : field(view, text);
}

/** The ways to search, where the sponsor has several. */
export function formPicker({ flow, text, dispatch }: StepHost, chosen: SearchForm) {
  const forms = flow.forms.state === "ready" ? flow.forms.value : [];
  if (forms.length < 2) return nothing;
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

/** Every field of a form, in the sponsor's order and groups. What the first screen has shown by itself stays in place. */
export function searchFields(host: StepHost, { fields }: SearchForm): TemplateResult[] {
  const place = ({ show_order = Number.MAX_VALUE }: SearchField) => show_order;
  return [...fields]
    .sort((one, other) => place(one) - place(other))
    .reduce<{ name: string | undefined; members: SearchField[] }[]>((groups, each) => {
      const last = groups.at(-1);
      const name = each.group_name;
      if (last && name && last.name === name) last.members.push(each);
      else groups.push({ name, members: [each] });
      return groups;
    }, [])
    .flatMap(({ name, members }) => {
      const shown = members.map((each) => formField(host, each));
      return name ? html`<fieldset class="together"><legend>${name}</legend>${shown}</fieldset>` : shown;
    });
}

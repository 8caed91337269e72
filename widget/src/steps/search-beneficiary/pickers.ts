import type { SearchForm, Sponsor } from "@osigu-preauth/shared";
import { html, nothing, type TemplateResult } from "lit";
import { field } from "../../components/field.ts";
import { errorOf, maxSelectOptions } from "../../flow/selectors/search.ts";
import type { FlowState } from "../../flow/state.ts";
import type { StepHost } from "../step.ts";
import { uiStateOf } from "./field-ui-state.ts";
import { searchableField } from "./searchable-field.ts";

/** The choice of a sponsor. A long list gets a search. */
export function sponsorPicker(host: StepHost, sponsors: Sponsor[]): TemplateResult {
  const { flow, text, dispatch } = host;
  if (!sponsors.length) return html`<p>${text.problems.not_permitted}</p>`;
  const state = uiStateOf(host, sponsors);
  const props = {
    id: "sponsor",
    label: text.insurer,
    required: true,
    placeholder: text.chooseInsurer,
    error: flow.sponsorSlug ? undefined : errorOf(flow, "sponsor"),
    value: state.typed?.value ?? flow.sponsorSlug ?? "",
    options: lastUsedFirst(sponsors, flow).map(({ sponsor_slug, name }) => ({
      value: sponsor_slug,
      label: name,
    })),
    onInput: (value: string) => {
      const isSponsor = sponsors.some(({ sponsor_slug }) => sponsor_slug === value);
      state.typed = isSponsor ? undefined : { text: value, value };
      if (isSponsor) dispatch({ type: "sponsor_chosen", sponsorSlug: value });
      else host.requestUpdate();
    },
    onBlur: () => {
      state.typed = undefined;
      host.requestUpdate();
    },
  };
  return sponsors.length > maxSelectOptions ? searchableField(host, sponsors, props) : field(props, text);
}

/** The sponsor of the user's last request, then the others. */
function lastUsedFirst(sponsors: Sponsor[], { last }: FlowState): Sponsor[] {
  const isLast = ({ sponsor_slug }: Sponsor) => sponsor_slug === last?.sponsor_slug;
  return [...sponsors.filter(isLast), ...sponsors.filter((one) => !isLast(one))];
}

/** The choice among the search forms of a sponsor: two beside each other, more in a list. */
export function formPicker(
  { text, dispatch }: StepHost,
  forms: SearchForm[],
  current: SearchForm,
): TemplateResult {
  const isList = forms.length > 2;
  const option = ({ form_id, label }: SearchForm) => html`<label class=${isList ? "check" : nothing}
    ><input
      type="radio"
      name="form"
      .checked=${form_id === current.form_id}
      @change=${() => dispatch({ type: "form_chosen", formId: form_id })}
    /><bdi>${label ?? form_id}</bdi></label
  >`;
  return html`<fieldset class="group">
    <legend>${text.searchBy}</legend>
    ${isList ? forms.map(option) : html`<div class="segments">${forms.map(option)}</div>`}
  </fieldset>`;
}

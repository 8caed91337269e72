import type { SearchField } from "@osigu-preauth/shared";
import { html, type TemplateResult } from "lit";
import { findDiagnoses, findProducts } from "../../api/catalog.ts";
import type { FieldProps } from "../../components/field.ts";
import { fieldControl } from "../../components/field-control.ts";
import type { SearchOptions } from "../../components/searchable-select.ts";
import { segments } from "../../components/segments.ts";
import { isShortChoice, maxSelectOptions } from "../../flow/selectors/search.ts";
import { isCard, isLayout } from "../../flow/validation/validate-field.ts";
import { cleanTyped } from "../../format/clean-text.ts";
import type { StepHost } from "../step.ts";
import { checkedFieldProps } from "./checked-field.ts";
import { uiStateOf } from "./field-ui-state.ts";
import { inlineFileField } from "./inline-file-field.ts";
import { inputFormatOf } from "./input-formats.ts";
import { searchableField } from "./searchable-field.ts";

export { furtherFields } from "../select-products/further-fields.ts";
export { formPicker, sponsorPicker } from "./pickers.ts";
export { styles } from "./rare-fields.styles.ts";

/** The rare fields of a sponsor's form: numbers, dates, long selects, catalogues, files, layout and cards. */
export function rareField(host: StepHost, field: SearchField): TemplateResult {
  const { type, options } = field;
  if (isLayout(field)) return layout(field);
  if (isCard(field)) return card(checkedFieldProps(host, field));
  if (options.length > maxSelectOptions) {
    return searchableField(host, field, checkedFieldProps(host, field));
  }
  if (isShortChoice(field)) return segments(checkedFieldProps(host, field), host.text);
  if (options.length) return fieldControl(checkedFieldProps(host, field), host.text);
  if (type === "FILE_UPLOAD") return inlineFileField(host, field);
  const search = catalogSearchOf(host, type);
  if (search) return searchableField(host, field, checkedFieldProps(host, field), search);
  return fieldControl(formattedFieldProps(host, field), host.text);
}

/** Diagnoses and products are chosen from their catalogue. Their code is the value. */
function catalogSearchOf({ client }: StepHost, type: string): SearchOptions | undefined {
  const find = catalogOf(type);
  if (!find) return undefined;
  return async (query, signal) => {
    const { items, hasMore } = await find(client, query, signal);
    const options = items.map((item) => ({
      value: "code" in item ? item.code : item.product_code,
      label: item.name,
    }));
    return { items: options, hasMore };
  };
}

function catalogOf(type: string) {
  if (type.includes("DIAGNOSES")) return findDiagnoses;
  return type.endsWith("_PRODUCT") ? findProducts : undefined;
}

/** A field that is typed in another format than it is sent. The typed text stays as it is until blur. */
function formattedFieldProps(host: StepHost, field: SearchField): FieldProps {
  const format = inputFormatOf(field, host.text);
  const props = checkedFieldProps(host, field, format?.example);
  if (!format) return props;
  const state = uiStateOf(host, field);
  const { placeholder, onInput, onBlur } = props;
  const isTyped = state.typed?.value === props.value;
  // What the host page or the sponsor gave may have marks that cannot be seen.
  const value = isTyped ? props.value : cleanTyped(props.value);
  return {
    ...props,
    value: isTyped && state.typed ? state.typed.text : format.write(value),
    placeholder: placeholder ?? (field.type === "DATE" ? format.example : undefined),
    suffix: props.suffix ?? format.inWords?.(value),
    autocomplete: format.autocomplete,
    maxLength: undefined,
    onInput: (text) => {
      state.typed = { text, value: format.read(text) ?? text };
      onInput(state.typed.value);
    },
    onBlur: (event) => {
      state.typed = undefined;
      onBlur?.(event);
    },
  };
}

/** A heading, a divider or a list of texts. */
function layout({ type, label, description, options }: SearchField): TemplateResult {
  if (type === "SECTION_TITLE") return html`<h3>${label}</h3>`;
  if (type === "DASHED_DIVIDER") return html`<hr />`;
  return html`<section class="group small">
    <h3>${label}</h3>
    ${description}
    <ul class="plain">
      ${options.map((item) => html`<li>${item.label}</li>`)}
    </ul>
  </section>`;
}

/** A value of the sponsor's that the user cannot change. Nothing where there is none. */
function card({ label, value, hint }: FieldProps): TemplateResult {
  if (!value && !hint) return html``;
  return html`<dl>
    <dt class="small muted">${label}</dt>
    <dd dir="auto">${value || hint}</dd>
  </dl>`;
}

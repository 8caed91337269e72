import type { SearchField } from "@osigu-preauth/shared";
import { html, type TemplateResult } from "lit";
import { findDiagnoses, findProducts } from "../../api/catalog.ts";
import type { FieldView } from "../../components/field.ts";
import { richField } from "../../components/field-control.ts";
import type { FindOptions } from "../../components/searchable-select.ts";
import { isCard, isLayout, manyOptions } from "../../flow/validation/validate-field.ts";
import type { StepHost } from "../step.ts";
import { entryOf } from "./field-ui-state.ts";
import { checkedView } from "./form-field.ts";
import { smallFile } from "./inline-file-field.ts";
import { writingOf } from "./input-formats.ts";
import { styles } from "./rare-fields.styles.ts";
import { choice } from "./searchable-field.ts";

export { formPicker, sponsorPicker } from "./pickers.ts";

/** Gives a widget's root what these fields look like, once. */
export function dress({ adoptedStyleSheets }: ShadowRoot): void {
  const sheet = styles.styleSheet;
  if (sheet && !adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}

/** The rarer fields of a sponsor's form: figures, long lists, catalogues, files, and what only shapes or shows. */
export function everyField(host: StepHost, asked: SearchField): TemplateResult {
  const { type, options } = asked;
  if (isLayout(asked)) return layout(asked);
  if (isCard(asked)) return card(checkedView(host, asked));
  if (options.length > manyOptions) return choice(host, asked, checkedView(host, asked));
  if (options.length) return richField(checkedView(host, asked), host.text);
  if (type === "FILE_UPLOAD") return smallFile(host, asked);
  const find = catalogueOf(host, type);
  return find
    ? choice(host, asked, checkedView(host, asked), find)
    : richField(written(host, asked), host.text);
}

/** Diagnoses and products are chosen from their catalogue, and sent as their code. */
function catalogueOf({ client }: StepHost, type: string): FindOptions | undefined {
  const find = /DIAGNOSES/.test(type) ? findDiagnoses : /_PRODUCT$/.test(type) ? findProducts : undefined;
  return (
    find &&
    (async (wanted, signal) => {
      const { items, more } = await find(client, wanted, signal);
      const options = items.map((item) => ({
        value: "code" in item ? item.code : item.product_code,
        label: item.name,
      }));
      return { items: options, more };
    })
  );
}

/** A field that is written here otherwise than it is sent. What is typed stays as it is until the field is left. */
function written(host: StepHost, asked: SearchField): FieldView {
  const writing = writingOf(asked, host.text);
  const view = checkedView(host, asked, writing?.example);
  if (!writing) return view;
  const entry = entryOf(host, asked);
  const { value, placeholder, onInput, onLeave } = view;
  return {
    ...view,
    value: entry.typed?.value === value ? entry.typed.text : writing.write(value),
    placeholder: placeholder ?? (asked.type === "DATE" ? writing.example : undefined),
    autocomplete: writing.autocomplete,
    maxLength: undefined,
    onInput: (text) => {
      entry.typed = { text, value: writing.read(text) ?? text };
      onInput(entry.typed.value);
    },
    onLeave: (event) => {
      entry.typed = undefined;
      onLeave?.(event);
    },
  };
}

/** What only shapes the form. */
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

/** What the sponsor shows and does not ask. */
function card({ label, value, hint }: FieldView): TemplateResult {
  return html`<dl>
    <dt class="small muted">${label}</dt>
    <dd dir="auto">${value || hint || "–"}</dd>
  </dl>`;
}

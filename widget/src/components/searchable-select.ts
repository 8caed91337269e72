import type { FieldOption } from "@osigu-preauth/shared";
import { html, type TemplateResult } from "lit";
import type { CatalogPage } from "../api/catalog.ts";
import { cleanTyped } from "../format/clean-text.ts";
import { matchesQuery, normalizeText } from "../format/normalize-text.ts";
import type { Locale } from "../i18n/locale.ts";
import { Combobox, type ComboboxHost } from "./combobox.ts";
import { type FieldProps, labelOf } from "./field.ts";

/** Loads one page of options. */
export type SearchOptions = (
  query: { query: string; page: number },
  signal: AbortSignal,
) => Promise<CatalogPage<FieldOption>>;

/**
 * A select with a search: among the options of the field, or among those that `search` loads. Until an option is
 * selected, the typed text is the value, so that nothing is lost and a known code need not be looked up.
 */
export class SearchableSelect {
  #combobox: Combobox<FieldOption>;
  #props: FieldProps;
  #typed: { text: string; value: string } | undefined;
  #labels = new Map<string, string>();

  constructor(host: ComboboxHost, props: FieldProps, search?: SearchOptions) {
    this.#props = props;
    for (const { value, label } of props.options ?? []) this.#labels.set(value, label);
    this.#combobox = new Combobox(host, {
      id: props.id,
      local: !search,
      search: search ?? (async ({ query }) => ({ items: this.#matching(query), hasMore: false })),
      renderOption: ({ label, value }) =>
        search ? html`<bdi>${label}</bdi><small dir="ltr">${value}</small>` : html`<bdi>${label}</bdi>`,
      onSelect: ({ label, value }) => {
        this.#labels.set(value, label);
        this.#typed = undefined;
        this.#props.onInput(value);
      },
      onInput: (text) => {
        const value = this.#valueFor(text);
        this.#typed = { text, value };
        this.#props.onInput(value);
      },
      onBlur: (event) => {
        this.#typed = undefined;
        this.#props.onBlur?.(event);
      },
    });
  }

  render(props: FieldProps, text: Locale): TemplateResult {
    this.#props = props;
    const { value, name, hint, placeholder, error } = props;
    const query = this.#typed?.value === value ? this.#typed.text : (this.#labels.get(value) ?? value);
    this.#combobox.query = query;
    return this.#combobox.render({ label: labelOf(props, text), name, hint, placeholder, error });
  }

  disconnect(): void {
    this.#combobox.disconnect();
  }

  #matching(query: string): FieldOption[] {
    return (this.#props.options ?? []).filter(({ label }) => matchesQuery(label, query));
  }

  /** A label that is typed in full selects its option. */
  #valueFor(text: string): string {
    const isTyped = ({ label }: FieldOption) => normalizeText(label) === normalizeText(cleanTyped(text));
    return this.#props.options?.find(isTyped)?.value ?? text;
  }
}

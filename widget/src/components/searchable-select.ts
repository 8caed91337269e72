import type { FieldOption } from "@osigu-preauth/shared";
import { html, type TemplateResult } from "lit";
import type { Found } from "../api/catalog.ts";
import { folded, mentions } from "../format/normalize-text.ts";
import type { StepHost } from "../steps/step.ts";
import { Combobox } from "./combobox.ts";
import { type FieldView, labelOf } from "./field.ts";

/** Finds what can be chosen, a page at a time. */
export type FindOptions = (
  wanted: { query: string; page: number },
  signal: AbortSignal,
) => Promise<Found<FieldOption>>;

/**
 * A choice among so many that they are searched: those of the field itself, or what `find` finds elsewhere. What is
 * typed is the value until something is taken, so that nothing is lost and a code that is known by heart will do.
 */
export class SearchChoice {
  #box: Combobox<FieldOption>;
  #view: FieldView;
  #typed: { text: string; value: string } | undefined;
  #labels = new Map<string, string>();

  constructor(host: StepHost, view: FieldView, find?: FindOptions) {
    this.#view = view;
    for (const { value, label } of view.options ?? []) this.#labels.set(value, label);
    this.#box = new Combobox(host, {
      id: view.id,
      local: !find,
      search: find ?? (async ({ query }) => ({ items: this.#offered(query), more: false })),
      option: ({ label, value }) =>
        find ? html`<bdi>${label}</bdi><small dir="ltr">${value}</small>` : html`<bdi>${label}</bdi>`,
      choose: ({ label, value }) => {
        this.#labels.set(value, label);
        this.#typed = undefined;
        this.#view.onInput(value);
      },
      typed: (text) => {
        const value = this.#meant(text);
        this.#typed = { text, value };
        this.#view.onInput(value);
      },
      left: (event) => {
        this.#typed = undefined;
        this.#view.onLeave?.(event);
      },
    });
  }

  render(view: FieldView, host: StepHost): TemplateResult {
    this.#view = view;
    const { value, name, hint, error } = view;
    this.#box.query = this.#typed?.value === value ? this.#typed.text : (this.#labels.get(value) ?? value);
    return this.#box.render({ label: labelOf(view, host.text), name, hint, error });
  }

  disconnect(): void {
    this.#box.disconnect();
  }

  #offered(query: string): FieldOption[] {
    return (this.#view.options ?? []).filter(({ label }) => mentions(label, query));
  }

  /** A label that is typed out is as good as one that is taken. */
  #meant(text: string): string {
    const same = ({ label }: FieldOption) => folded(label) === folded(text.trim());
    return this.#view.options?.find(same)?.value ?? text;
  }
}

import type { FieldOption, Product } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { findProducts } from "../../api/catalog.ts";
import { Combobox } from "../../components/combobox.ts";
import { fieldControl } from "../../components/field-control.ts";
import type { Dosage, FieldErrors, FlowState, ProductLine } from "../../flow/state.ts";
import { readableName } from "../../format/readable-name.ts";
import { newId } from "../../platform/random-id.ts";
import type { StepHost } from "../step.ts";
import { positiveNumber, quantityOf, sentenceOf, unitName } from "./dosage.ts";

/** A product while it is edited, with numbers as typed. */
type Draft = {
  id: string;
  isNew: boolean;
  product?: Product | undefined;
  quantity: string;
  dosage: Dosage;
  /** The posology in the user's own words, in place of a dosage. */
  words?: string | undefined;
};

/** The dialog that adds or edits one product. Closing it keeps an unfinished product for the next time. */
export class ProductDialog {
  #host: StepHost;
  #draft: Draft | undefined;
  #unfinished: Draft | undefined;
  #errors: FieldErrors = {};
  #type: string | undefined;
  #search: Combobox<Product>;

  constructor(host: StepHost) {
    this.#host = host;
    this.#search = new Combobox<Product>(host, {
      id: "product-search",
      search: (wanted, signal) =>
        findProducts(host.client, { ...wanted, productType: this.#productType() }, signal),
      renderOption: ({ name, presentation, product_code, product_type }) =>
        html`<bdi>${name}</bdi><small>
            ${[presentation, host.text.productTypes[product_type] ?? readableName(product_type)].filter(Boolean).join(" · ")} ·
            <bdi dir="ltr">${product_code}</bdi></small
          >`,
      onSelect: (product) => {
        this.#change({ product });
        void this.#focus("#dose, #quantity");
      },
    });
  }

  /** Opens the dialog for a new product, or for one of the list. */
  open(line?: ProductLine): void {
    const dosage = { dose: "", unit: Object.keys(this.#host.text.units)[0] ?? "", hours: "", days: "" };
    this.#errors = {};
    this.#search.clear();
    this.#draft = line
      ? {
          id: line.id,
          isNew: false,
          product: line.product,
          quantity: String(line.quantity),
          dosage: line.dosage ?? dosage,
          words: line.dosage ? undefined : line.posology,
        }
      : (this.#unfinished ?? { id: newId(), isNew: true, quantity: "", dosage });
    this.#host.requestUpdate();
    void this.#show();
  }

  disconnect(): void {
    this.#search.disconnect();
  }

  render() {
    const draft = this.#draft;
    if (!draft) return nothing;
    const { text } = this.#host;
    return html`<dialog part="dialog" aria-labelledby="product-title" @close=${this.#onClose}>
      <form novalidate @submit=${this.#onSubmit}>
        <h2 id="product-title">${draft.isNew ? text.addProduct : text.edit}</h2>
        <div class="content">${draft.product ? this.#details(draft, draft.product) : this.#picker()}</div>
        <div class="actions">
          ${draft.product ? html`<button class="primary">${draft.isNew ? text.add : text.save}</button>` : nothing}
          <button type="button" @click=${() => this.#dialog?.close()}>${text.cancel}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** The product type of the search: the host page's, else the user's choice among the sponsor's. */
  #productType(): string | undefined {
    return this.#host.flow.setup.productType ?? this.#type ?? productTypesOf(this.#host.flow)[0];
  }

  #picker() {
    const { text } = this.#host;
    return html`${this.#typePicker()} ${this.#search.render({
      label: text.productSearch,
      hint: text.productSearchHint,
      error: this.#errors.product,
      errorText: text.required,
    })}`;
  }

  #typePicker() {
    const { flow, text } = this.#host;
    const types = productTypesOf(flow);
    if (flow.setup.productType || types.length < 2) return nothing;
    return html`<fieldset class="segments">
      <legend class="quiet">${text.productType}</legend>
      ${types.map(
        (type) => html`<label><input type="radio" name="product-type" .checked=${type === this.#productType()}
          @change=${() => this.#chooseType(type)} />${text.productTypes[type] ?? readableName(type)}</label>`,
      )}
    </fieldset>`;
  }

  #chooseType(type: string): void {
    this.#type = type;
    this.#search.clear();
  }

  /** Equivalent products with the same active ingredient. */
  #equivalents({ equivalents = [], active_ingredient }: Product) {
    const { text } = this.#host;
    if (!equivalents.length) return nothing;
    return html`<details>
      <summary>${text.equivalents(equivalents.length)}</summary>
      ${active_ingredient ? html`<p class="hint">${text.sameIngredient(active_ingredient)}</p>` : nothing}
      <ul>
        ${equivalents.map(
          (other) => html`<li class="line">
            <div class="what"><b dir="auto">${other.name}</b><span class="small muted">${other.presentation}</span></div>
            <button type="button" aria-label="${text.useInstead}: ${other.name}"
              @click=${() => this.#change({ product: { ...other, equivalents: undefined } })}>${text.useInstead}</button>
          </li>`,
        )}
      </ul>
    </details>`;
  }

  #details(draft: Draft, product: Product) {
    const { text } = this.#host;
    const isMedication = product.product_type === "MEDICATION";
    const proposed = isMedication && draft.words === undefined ? quantityOf(draft.dosage) : undefined;
    return html`<div class="line">
        <div class="what">
          <b dir="auto">${product.name}</b>
          <span class="small muted">${product.presentation}</span>
        </div>
        <button type="button" @click=${() => this.#changeProduct()}>${text.change}</button>
      </div>
      ${this.#equivalents(product)}
      ${isMedication ? this.#posology(draft) : nothing}
      <div class="row">
        ${fieldControl(
          {
            id: "quantity",
            label: text.quantity,
            type: "INTEGER",
            required: true,
            value: draft.quantity,
            error: this.#errors.quantity,
            onInput: (quantity) => this.#change({ quantity }),
          },
          text,
        )}
        ${
          proposed && String(proposed) !== draft.quantity
            ? html`<button type="button" class="propose" @click=${() => this.#change({ quantity: String(proposed) })}>
              ${text.proposedQuantity(proposed)}
            </button>`
            : nothing
        }
      </div>`;
  }

  #posology(draft: Draft) {
    const { text } = this.#host;
    if (draft.words !== undefined) {
      return html`<div class="group">
        ${fieldControl(
          {
            id: "posology",
            label: text.dosage,
            type: "TEXTAREA",
            value: draft.words,
            maxLength: 1000,
            onInput: (words) => this.#change({ words }),
          },
          text,
        )}
        <button type="button" class="swap" @click=${() => this.#change({ words: undefined })}>${text.buildIt}</button>
      </div>`;
    }
    const { dosage } = draft;
    const dosageField = (name: keyof Dosage, label: string, options: FieldOption[] = []) =>
      fieldControl(
        {
          id: name,
          label,
          type: name === "unit" ? "SELECT" : "DECIMAL",
          required: true,
          value: dosage[name],
          error: this.#errors[name],
          options,
          onInput: (value) => this.#change({ dosage: { ...dosage, [name]: value } }),
        },
        text,
      );
    const units = Object.keys(text.units).map((value) => ({ value, label: unitName(value, 1, text) }));
    const sentence = sentenceOf(dosage, text);
    return html`<fieldset class="group">
      <legend>${text.dosage} <span class="optional">(${text.optional})</span></legend>
      <div class="row">
        ${dosageField("dose", text.dose)} ${dosageField("unit", text.unit, units)} ${dosageField("hours", text.everyHours)}
        ${dosageField("days", text.forDays)}
      </div>
      ${sentence ? html`<p class="small"><span class="muted">${text.willBeSent}:</span> ${sentence}</p>` : nothing}
      <button type="button" class="swap" @click=${() => this.#change({ words: sentence ?? "" })}>${text.inWords}</button>
    </fieldset>`;
  }

  #changeProduct(): void {
    this.#change({ product: undefined });
    void this.#focus("#product-search");
  }

  #change(change: Partial<Draft>): void {
    if (!this.#draft) return;
    this.#draft = { ...this.#draft, ...change };
    this.#errors = {};
    this.#host.requestUpdate();
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    const draft = this.#draft;
    if (!draft?.product) return;
    const quantity = positiveNumber(draft.quantity);
    this.#errors = this.#validate(draft, quantity);
    if (!quantity || Object.keys(this.#errors).length) {
      this.#host.requestUpdate();
      void this.#focus('[aria-invalid="true"]');
      return;
    }
    const built = draft.words === undefined ? sentenceOf(draft.dosage, this.#host.text) : undefined;
    const isMedication = draft.product.product_type === "MEDICATION";
    this.#host.dispatch({
      type: "product_put",
      line: {
        id: draft.id,
        product: draft.product,
        quantity,
        posology: isMedication ? (built ?? (draft.words?.trim() || undefined)) : undefined,
        dosage: isMedication && built ? draft.dosage : undefined,
      },
    });
    this.#draft = { ...draft, isNew: false };
    this.#dialog?.close();
  };

  /** A dosage is optional, and must be complete when it was started. */
  #validate(draft: Draft, quantity: number | undefined): FieldErrors {
    const { text } = this.#host;
    const errors: FieldErrors = {};
    if (!quantity) errors.quantity = { reason: "format", message: text.quantityError };
    const { dose, hours, days } = draft.dosage;
    const isStarted = draft.words === undefined && [dose, hours, days].some((value) => value.trim());
    if (draft.product?.product_type === "MEDICATION" && isStarted) {
      for (const [name, value] of Object.entries({ dose, hours, days })) {
        if (!positiveNumber(value)) errors[name] = { reason: "format", message: text.quantityError };
      }
    }
    return errors;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.root.querySelector("dialog");
  }

  /** Shows the dialog after the update that renders it. */
  async #show(): Promise<void> {
    await this.#host.updateComplete;
    if (!this.#dialog || this.#dialog.open) return;
    this.#dialog.showModal();
    await this.#focus(this.#draft?.product ? "#quantity" : "#product-search");
  }

  #onClose = (): void => {
    this.#unfinished = this.#draft?.isNew && this.#draft.product ? this.#draft : undefined;
    this.#draft = undefined;
    this.#host.requestUpdate();
  };

  /** Moves the focus right after the update, before the user can move it elsewhere. */
  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    this.#dialog?.querySelector<HTMLElement>(selector)?.focus();
  }
}

/** The product types of the sponsor; all four where it lists none. */
function productTypesOf(flow: FlowState): string[] {
  const sponsors = flow.sponsors.state === "ready" ? flow.sponsors.value : [];
  const types = sponsors.find(({ sponsor_slug }) => sponsor_slug === flow.sponsorSlug)?.product_types;
  return types?.length ? types : ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"];
}

import type { Product } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { findProducts } from "../../api/catalog.ts";
import { Combobox } from "../../components/combobox.ts";
import { facts } from "../../components/facts.ts";
import { fieldControl } from "../../components/field-control.ts";
import { doseUnit, packagesInWords, quantityUnit } from "../../components/quantity.ts";
import { sponsorOf } from "../../flow/selectors/beneficiary.ts";
import type { Dosage, FieldErrors, FlowState, ProductLine } from "../../flow/state.ts";
import { readableName } from "../../format/readable-name.ts";
import { newId } from "../../platform/random-id.ts";
import { hasTouchScreen } from "../../platform/touch-screen.ts";
import type { StepHost } from "../step.ts";
import { positiveNumber, quantityOf, sentenceOf } from "./dosage.ts";
import { dosageFields } from "./dosage-fields.ts";

/** A product while it is edited, with numbers as typed. */
type Draft = {
  id: string;
  isNew: boolean;
  /** The product was chosen again: its line is edited instead. */
  isRepeated?: boolean;
  product?: Product | undefined;
  /** Undefined until the user edits it: it follows from the dosage. */
  quantity: string | undefined;
  dosage: Dosage;
  /** The posology in the user's own words, in place of a dosage. */
  words?: string | undefined;
};

/**
 * The dialog that adds or edits one product. "Cancel" discards what was entered; a new product that Escape closed by
 * accident is there the next time. A product that is in the request already is edited, not added a second time.
 */
export class ProductDialog {
  #host: StepHost;
  #draft: Draft | undefined;
  #unfinished: Draft | undefined;
  /** Whether the dialog is about to be shown. */
  #isOpening = false;
  #errors: FieldErrors = {};
  #type: string | undefined;
  #lastType: () => string | undefined;
  #search: Combobox<Product>;

  /** `lastType`: the type of the product that the user asked for last. */
  constructor(host: StepHost, lastType: () => string | undefined) {
    this.#host = host;
    this.#lastType = lastType;
    this.#search = new Combobox<Product>(host, {
      id: "product-search",
      search: async (wanted, signal) => {
        const found = await findProducts(
          host.client,
          { ...wanted, productType: this.#productType() },
          signal,
        );
        // It may be of another type than the chosen one: each option says of which.
        return found.items.length || host.flow.setup.productType
          ? found
          : findProducts(host.client, wanted, signal);
      },
      renderOption: ({ name, presentation, product_code, product_type }) =>
        html`<bdi>${name}</bdi><small>
            ${facts(presentation, host.text.productTypes[product_type] ?? readableName(product_type), product_code)}</small
          >`,
      onSelect: (product) => this.#chooseProduct(product),
    });
  }

  /** Opens the dialog for one of the list, for a product that is chosen already, or for any new one. */
  open(edited?: ProductLine, product?: Product): void {
    const line = edited ?? this.#lineOf(product);
    const chosen = line?.product ?? product;
    const unit = chosen ? doseUnit(chosen, this.#host.text) : "";
    const dosage = { dose: "", unit, hours: "", days: "" };
    this.#errors = {};
    // What is learned later changes no kind that is in sight.
    this.#type ??= this.#productType();
    this.#search.clear();
    this.#endDraft();
    this.#draft = line
      ? {
          id: line.id,
          isNew: false,
          isRepeated: !edited,
          product: line.product,
          quantity: quantityOf(line.dosage ?? dosage) === line.quantity ? undefined : String(line.quantity),
          dosage: line.dosage ?? dosage,
          words: line.dosage ? undefined : line.posology,
        }
      : product
        ? { id: newId(), isNew: true, quantity: undefined, dosage, product }
        : (this.#unfinished ?? { id: newId(), isNew: true, quantity: undefined, dosage });
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
    const wrong = Object.keys(this.#errors).length;
    return html`<dialog class="sheet" part="dialog" aria-labelledby="product-title"
      aria-describedby=${draft.isRepeated ? "repeated" : nothing} @cancel=${this.#close} @close=${this.#onClose}>
      <form novalidate @submit=${this.#onSubmit}>
        <h2 id="product-title">${draft.isNew ? text.addProduct : text.edit}</h2>
        <div class="body">${draft.product ? this.#details(draft, draft.product) : this.#picker()}</div>
        <p class="quiet" role="status">${wrong ? text.wrongFields(wrong) : draft.isRepeated ? text.alreadyChosen : ""}</p>
        <div class="foot">
          <button type="button" @click=${this.#cancel}>${text.cancel}</button>
          ${draft.product ? html`<button class="primary">${draft.isNew ? text.add : text.save}</button>` : nothing}
        </div>
      </form>
    </dialog>`;
  }

  /** The product type of the search: the host page's, else the user's choice among the sponsor's, their last one first. */
  #productType(): string | undefined {
    const { flow } = this.#host;
    const types = productTypesOf(flow);
    const last = types.find((type) => type === this.#lastType());
    return flow.setup.productType ?? this.#type ?? last ?? types[0];
  }

  #picker() {
    const { text } = this.#host;
    return html`${this.#typePicker()} ${this.#search.render({
      label: text.productSearch,
      hint: text.productSearchHint,
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
    return html`<details @toggle=${scrollToAll}>
      <summary>${text.equivalents(equivalents.length)}</summary>
      ${active_ingredient ? html`<p class="hint">${text.sameIngredient(active_ingredient)}</p>` : nothing}
      <ul class="lines">
        ${equivalents.map(
          (other) => html`<li class="line">
            <div class="what"><b dir="auto">${other.name}</b><span class="small muted">${other.presentation}</span></div>
            <button type="button" aria-label="${text.useInstead}: ${other.name}"
              @click=${() => this.#chooseProduct({ ...other, equivalents: undefined })}>${text.useInstead}</button>
          </li>`,
        )}
      </ul>
    </details>`;
  }

  #details(draft: Draft, product: Product) {
    const { text } = this.#host;
    const isMedication = product.product_type === "MEDICATION";
    const quantity = quantityOfDraft(draft);
    return html`<div class="head">
        <div class="what">
          <b dir="auto">${product.name}</b>
          <span class="small muted">${product.presentation}</span>
          ${draft.isRepeated ? html`<span class="small" id="repeated">${text.alreadyChosen}</span>` : nothing}
        </div>
        <button type="button" @click=${() => this.#changeProduct()}>${text.change}</button>
      </div>
      ${
        isMedication
          ? dosageFields(
              {
                dosage: draft.dosage,
                words: draft.words,
                errors: this.#errors,
                onDosage: (dosage) => this.#change({ dosage }),
                // Words propose no quantity: the one of the dosage stays.
                onWords: (words) =>
                  this.#change({ words, quantity: draft.words === undefined ? quantity : draft.quantity }),
              },
              text,
            )
          : nothing
      }
      ${this.#quantity(draft, product)} ${this.#equivalents(product)}`;
  }

  /** The quantity in its unit. It follows from the dosage until the user edits it. */
  #quantity(draft: Draft, product: Product) {
    const { text } = this.#host;
    const quantity = quantityOfDraft(draft);
    const proposed = proposedQuantity(draft);
    const unit = quantityUnit(product, text, draft.dosage.dose.trim() ? draft.dosage.unit : undefined);
    const packages = packagesInWords(product, positiveNumber(quantity) ?? 0, text);
    return html`<div class="amount">
      ${fieldControl(
        {
          id: "quantity",
          label: unit ? text.quantityIn(unit) : text.quantity,
          type: "INTEGER",
          required: true,
          value: quantity,
          error: this.#errors.quantity,
          onInput: (quantity) => this.#change({ quantity }),
        },
        text,
      )}
      ${packages ? html`<span class="small muted">${packages}</span>` : nothing}
      ${
        proposed && String(proposed) !== quantity
          ? html`<button type="button" @click=${() => this.#change({ quantity: undefined })}>
            ${text.proposedQuantity(proposed)}
          </button>`
          : nothing
      }
    </div>`;
  }

  /** The dose has the unit of the package, until one is entered. */
  #chooseProduct(product: Product): void {
    const dosage = this.#draft?.dosage;
    const unit = doseUnit(product, this.#host.text);
    if (this.#lineOf(product)) this.open(undefined, product);
    else this.#change({ product, ...(dosage && !dosage.dose.trim() && { dosage: { ...dosage, unit } }) });
    void this.#focus("#dose, #quantity");
  }

  /** The line of the request, other than the edited one, that has this product. */
  #lineOf(product: Product | undefined): ProductLine | undefined {
    return this.#host.flow.products.find(
      (line) => line.product.product_code === product?.product_code && line.id !== this.#draft?.id,
    );
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
    const quantity = positiveNumber(quantityOfDraft(draft));
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
    this.#cancel(event);
  };

  /** Closes the dialog for good: nothing of it is kept. */
  #cancel = (event: Event): void => {
    if (this.#draft) this.#draft.isNew = false;
    this.#close(event);
  };

  /** A dosage is optional, and must be complete when it was started. */
  #validate(draft: Draft, quantity: number | undefined): FieldErrors {
    const { text } = this.#host;
    const errors: FieldErrors = {};
    if (!quantity) errors.quantity = { reason: "format", message: text.quantityError };
    const { dose, unit, hours, days } = draft.dosage;
    const isStarted = draft.words === undefined && [dose, hours, days].some((value) => value.trim());
    if (draft.product?.product_type === "MEDICATION" && isStarted) {
      for (const [name, value] of Object.entries({ dose, hours, days })) {
        if (!positiveNumber(value)) errors[name] = { reason: "format", message: text.quantityError };
      }
      if (!unit) errors.unit = { reason: "required" };
    }
    return errors;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#host.root.querySelector("dialog");
  }

  /** Shows the dialog after the update that renders it. */
  async #show(): Promise<void> {
    this.#isOpening = true;
    await this.#host.updateComplete;
    this.#isOpening = false;
    if (!this.#dialog || this.#dialog.open) return;
    this.#dialog.showModal();
    await this.#focus(this.#draft?.product ? "#quantity" : "#product-search");
  }

  /** Closes the dialog, and has the search take letters at once where the focus returns to it. */
  #close = (event: Event): void => {
    event.preventDefault();
    this.#dialog?.close();
    const { root } = this.#host;
    const { activeElement } = root;
    if (!(activeElement instanceof HTMLInputElement)) return;
    // The search would open its list, and the keyboard, over the next question.
    if (hasTouchScreen()) root.getElementById("add-product")?.focus();
    // Chromium gives the search its focus back without the caret: letters would go nowhere.
    else activeElement.select();
  };

  /** The browser tells of it a moment after the dialog has closed. What was opened again meanwhile stays. */
  #onClose = (): void => {
    if (this.#isOpening || this.#dialog?.open) return;
    this.#endDraft();
    this.#host.requestUpdate();
  };

  #endDraft(): void {
    if (!this.#draft) return;
    this.#unfinished = this.#draft.isNew && this.#draft.product ? this.#draft : undefined;
    this.#draft = undefined;
  }

  /** Moves the focus to a field right after the update, before the user can move it elsewhere. Typing replaces its value. */
  async #focus(selector: string): Promise<void> {
    await this.#host.updateComplete;
    const field = this.#dialog?.querySelector<HTMLInputElement | HTMLSelectElement>(selector);
    field?.focus();
    if (field instanceof HTMLInputElement) field.select();
  }
}

/** What was folded may be below the part of the sheet that shows. */
function scrollToAll({ target }: Event): void {
  (target as Element).scrollIntoView({ block: "nearest" });
}

/** What the dosage proposes; one of what is not taken, such as a lab test. */
function proposedQuantity({ product, dosage, words }: Draft): number | undefined {
  if (product?.product_type !== "MEDICATION") return 1;
  return words === undefined ? quantityOf(dosage) : undefined;
}

/** The quantity as typed, else the proposed one. */
function quantityOfDraft(draft: Draft): string {
  return draft.quantity ?? String(proposedQuantity(draft) ?? "");
}

/** The product types of the sponsor; all four where it lists none. */
function productTypesOf(flow: FlowState): string[] {
  const types = sponsorOf(flow)?.product_types;
  return types?.length ? types : ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"];
}

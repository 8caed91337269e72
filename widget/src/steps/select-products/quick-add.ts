import type { Diagnosis, Product } from "@osigu-preauth/shared";
import { html } from "lit";
import { findDiagnoses, findProducts } from "../../api/catalog.ts";
import { Combobox } from "../../components/combobox.ts";
import { facts } from "../../components/facts.ts";
import type { FieldErrors } from "../../flow/state.ts";
import { readableName } from "../../format/readable-name.ts";
import { load } from "../../lazy/load-module.ts";
import { newId } from "../../platform/random-id.ts";
import type { StepHost } from "../step.ts";
import type { PastedInto } from "./pasted-lines.ts";
import { areCodes, areProductLines } from "./pasted-text.ts";
import { type ProductChoice, RecentChoices } from "./recent-choices.ts";

/** The search fields of the step. Empty, they offer what the user asked for before; they take pasted lines and codes. */
export class QuickAdd {
  readonly products: Combobox<ProductChoice>;
  readonly diagnoses: Combobox<Diagnosis>;
  #host: StepHost;
  #recent: RecentChoices;
  #edit: (product: Product) => void;
  /** What was pasted, while it is looked up. */
  #lookups = new Set<Promise<unknown>>();
  /** The step is to be left as soon as this is done. */
  isAwaited = false;

  /** `edit`: asks for the quantity and dosage of a product that is chosen from the catalogue. */
  constructor(host: StepHost, edit: (product: Product) => void) {
    this.#host = host;
    this.#edit = edit;
    this.#recent = new RecentChoices(host.client);
    const submit = () => host.root.querySelector<HTMLFormElement>("form.step")?.requestSubmit();
    this.products = new Combobox<ProductChoice>(host, {
      id: "find-product",
      search: async (wanted, ended) => {
        const { productType } = host.flow.setup;
        const { items, hasMore } = await findProducts(host.client, { ...wanted, productType }, ended);
        return { items: items.map((product) => ({ product })), hasMore };
      },
      renderOption: (choice) => this.#option(choice),
      onSelect: (choice) => this.#choose(choice),
      suggestions: () => this.#recent.products.filter(({ product }) => !this.#hasProduct(product)),
      onInput: () => this.stay(),
      takeText: (text) => areProductLines(text) && this.#take("addProducts", this.products, text),
      onEmptyEnter: submit,
    });
    this.diagnoses = new Combobox<Diagnosis>(host, {
      id: "diagnosis-search",
      search: (wanted, ended) => findDiagnoses(host.client, wanted, ended),
      renderOption: ({ code, name }) => html`<bdi>${name}</bdi><small dir="ltr">${code}</small>`,
      onSelect: (diagnosis) => {
        const { flow } = host;
        host.dispatch({ type: "diagnosis_added", diagnosis });
        if (host.flow === flow) this.diagnoses.leave("", host.text.alreadyChosen);
      },
      suggestions: () =>
        this.#recent.diagnoses.filter(({ code }) => !host.flow.diagnoses.some((one) => one.code === code)),
      onInput: () => this.stay(),
      takeText: (text) => areCodes(text) && this.#take("addDiagnoses", this.diagnoses, text),
      onEmptyEnter: submit,
    });
    void this.#recent.load(host.flow.setup.productType).then(() => {
      this.products.suggest();
      this.diagnoses.suggest();
    });
  }

  /** The type of the product that the user asked for last, once it is known. */
  get lastType(): string | undefined {
    return this.#recent.productType;
  }

  /** Errors of the searches that have text in them: it would be lost, and the user may take it for chosen. */
  get #leftErrors(): FieldErrors {
    const message = this.#host.text.notChosen;
    const { products, diagnoses } = this;
    return Object.fromEntries(
      Object.entries({ products, diagnoses })
        .filter(([, { query }]) => query.trim())
        .map(([name]) => [name, { reason: "format", message }]),
    );
  }

  /** Leaves the step, once everything that was pasted is looked up. */
  async submit(): Promise<void> {
    if (this.#lookups.size) {
      this.isAwaited = true;
      this.#host.requestUpdate();
      await Promise.all(this.#lookups);
      if (!this.isAwaited) return;
      this.isAwaited = false;
    }
    this.#host.dispatch({ type: "products_submitted", key: newId(), left: this.#leftErrors });
  }

  /** The user goes on with this step after submitting it. */
  stay(): void {
    this.isAwaited = false;
    this.#host.dispatch({ type: "products_edited" });
  }

  disconnect(): void {
    this.isAwaited = false;
    this.products.disconnect();
    this.diagnoses.disconnect();
  }

  #hasProduct({ product_code }: Product): boolean {
    return this.#host.flow.products.some(({ product }) => product.product_code === product_code);
  }

  #option({ product, again }: ProductChoice) {
    const { name, presentation, product_code, product_type } = product;
    const { productTypes, quantity } = this.#host.text;
    const about = again
      ? [again.posology, `${quantity}\u00a0${again.quantity}`]
      : [presentation, productTypes[product_type] ?? readableName(product_type), product_code];
    return html`<bdi>${name}</bdi><small>${facts(...about)}</small>`;
  }

  /** A recent product is added as it was asked for last, and the keyboard goes on to the diagnoses. */
  #choose({ product, again }: ProductChoice): void {
    if (!again) {
      this.#edit(product);
      return;
    }
    const { quantity, posology } = again;
    this.#host.dispatch({ type: "product_put", line: { id: newId(), product, quantity, posology } });
    if (!this.#host.flow.diagnoses.length) this.#host.focusNext("diagnoses");
  }

  /** Adds what a text has in it, once the module for that is loaded. Until then, and without it, nothing is lost. */
  #take(add: "addProducts" | "addDiagnoses", field: PastedInto, text: string): boolean {
    const lookup: Promise<unknown> = load(() => import("./pasted-lines.ts"))
      .then((module) => module[add](this.#host, field, text))
      .catch(() => field.leave(text, this.#host.text.problems.unreachable))
      .then(() => this.#lookups.delete(lookup));
    this.#lookups.add(lookup);
    return true;
  }
}

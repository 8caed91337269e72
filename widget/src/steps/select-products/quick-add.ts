import type { Diagnosis, Product } from "@osigu-preauth/shared";
import { html } from "lit";
import { findDiagnoses, findDiagnosis, findProduct, findProducts } from "../../api/catalog.ts";
import { Combobox } from "../../components/combobox.ts";
import { facts } from "../../components/facts.ts";
import type { FieldErrors } from "../../flow/state.ts";
import { readableName } from "../../format/readable-name.ts";
import { newId } from "../../platform/random-id.ts";
import type { StepHost } from "../step.ts";
import { type PastedProduct, readCodes, readProductLines } from "./pasted-lines.ts";
import { type ProductChoice, RecentChoices } from "./recent-choices.ts";

/** Never aborted: a pasted line is looked up even when the field is left. */
const { signal } = new AbortController();

/** The search fields of the step. Empty, they offer what the user asked for before; they take pasted lines and codes. */
export class QuickAdd {
  readonly products: Combobox<ProductChoice>;
  readonly diagnoses: Combobox<Diagnosis>;
  #host: StepHost;
  #recent: RecentChoices;
  #edit: (product: Product) => void;
  /** What was pasted, while it is looked up. */
  #lookups = new Set<Promise<void>>();
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
      takeText: (text) => this.#takeLines(text),
      onEmptyEnter: submit,
    });
    this.diagnoses = new Combobox<Diagnosis>(host, {
      id: "diagnosis-search",
      search: (wanted, ended) => findDiagnoses(host.client, wanted, ended),
      renderOption: ({ code, name }) => html`<bdi>${name}</bdi><small dir="ltr">${code}</small>`,
      onSelect: (diagnosis) => host.dispatch({ type: "diagnosis_added", diagnosis }),
      suggestions: () =>
        this.#recent.diagnoses.filter(({ code }) => !host.flow.diagnoses.some((one) => one.code === code)),
      takeText: (text) => this.#takeCodes(text),
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
    this.#put(product, again);
    if (!this.#host.flow.diagnoses.length) this.#host.focusNext("diagnoses");
  }

  #put(product: Product, { quantity, posology }: { quantity: number; posology?: string | undefined }): void {
    this.#host.dispatch({ type: "product_put", line: { id: newId(), product, quantity, posology } });
  }

  #lookUp(lookup: Promise<void>): void {
    this.#lookups.add(lookup);
    void lookup.then(() => this.#lookups.delete(lookup));
  }

  #takeLines(text: string): boolean {
    const lines = readProductLines(text);
    if (lines.length) this.#lookUp(this.#addLines(lines));
    return lines.length > 0;
  }

  /** What is not found stays in the field. */
  async #addLines(lines: PastedProduct[]): Promise<void> {
    const { client } = this.#host;
    const left = await Promise.all(
      lines.map(async ({ code, quantity, posology }) => {
        const product = await findProduct(client, code, signal).catch(() => undefined);
        if (!product) return [code, posology, `x${quantity}`].filter(Boolean).join(" ");
        this.#put(product, { quantity, posology });
        return [];
      }),
    );
    this.products.leave(left.flat().join(", "));
  }

  #takeCodes(text: string): boolean {
    const codes = readCodes(text);
    if (codes.length) this.#lookUp(this.#addCodes(codes));
    return codes.length > 0;
  }

  /** In the order of the text: the first one is the main diagnosis. What is not found stays in the field. */
  async #addCodes(codes: string[]): Promise<void> {
    const { client, dispatch } = this.#host;
    const found = await Promise.all(
      codes.map((code) => findDiagnosis(client, code, signal).catch(() => undefined)),
    );
    for (const diagnosis of found) if (diagnosis) dispatch({ type: "diagnosis_added", diagnosis });
    this.diagnoses.leave(codes.filter((_, index) => !found[index]).join(", "));
  }
}

import type { Diagnosis, Product } from "@osigu-preauth/shared";
import { html } from "lit";
import { findDiagnoses, findDiagnosis, findProduct, findProducts } from "../../api/catalog.ts";
import { Combobox } from "../../components/combobox.ts";
import { facts } from "../../components/facts.ts";
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

  disconnect(): void {
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

  #takeLines(text: string): boolean {
    const lines = readProductLines(text);
    if (lines.length) void Promise.all(lines.map((line) => this.#addLine(line)));
    return lines.length > 0;
  }

  async #addLine({ code, quantity, posology }: PastedProduct): Promise<void> {
    const product = await findProduct(this.#host.client, code, signal).catch(() => undefined);
    if (product) this.#put(product, { quantity, posology });
    else this.#host.announce(`${code}: ${this.#host.text.noResults}`);
  }

  #takeCodes(text: string): boolean {
    const codes = readCodes(text);
    if (codes.length) void this.#addCodes(codes);
    return codes.length > 0;
  }

  /** In the order of the text: the first one is the main diagnosis. */
  async #addCodes(codes: string[]): Promise<void> {
    const { client, text, dispatch } = this.#host;
    const found = await Promise.all(
      codes.map((code) => findDiagnosis(client, code, signal).catch(() => undefined)),
    );
    for (const [index, diagnosis] of found.entries()) {
      if (diagnosis) dispatch({ type: "diagnosis_added", diagnosis });
      else this.#host.announce(`${codes[index]}: ${text.noResults}`);
    }
  }
}

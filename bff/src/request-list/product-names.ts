import type { Product } from "@osigu-preauth/shared";

/** Names in memory. Beyond it the oldest are removed. */
const maxNames = 20_000;

/** Names of the products that sessions of this instance have searched: a create has their codes alone. */
export class ProductNames {
  readonly #names = new Map<string, string>();

  learn(products: readonly Product[]): void {
    for (const { product_code, name } of products) {
      if (name === product_code || this.#names.get(product_code) === name) continue;
      this.#names.set(product_code, name);
      if (this.#names.size > maxNames) this.#names.delete(this.#names.keys().next().value ?? "");
    }
  }

  find(productCode: string): string | undefined {
    return this.#names.get(productCode);
  }
}

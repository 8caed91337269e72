import type { Diagnosis, Product, Recents } from "@osigu-preauth/shared";
import { findDiagnosis, findProduct } from "../../api/catalog.ts";
import type { Client } from "../../api/client.ts";
import { readRecents } from "../../api/recents.ts";

/** A product to add: one of the catalogue, or a recent one as it was asked for last. */
export type ProductChoice = { product: Product; again?: Recents["products"][number] | undefined };

/** Recent products, and diagnoses, that are offered. */
const maxOffered = 5;

/** Never aborted: what was found is kept for the next request of the page. */
const { signal } = new AbortController();

/** What was found by its code, by session. */
const found = new WeakMap<Client, Map<string, Promise<Product | Diagnosis | undefined>>>();

/** What the user asked for before. The server keeps codes; their names are those of the catalogues today. */
export class RecentChoices {
  products: ProductChoice[] = [];
  diagnoses: Diagnosis[] = [];
  /** The type of the product that was asked for last. */
  productType: string | undefined;
  #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Without an answer there is nothing to offer, and nothing to say. `productType`: the only one. */
  async load(productType: string | undefined): Promise<void> {
    const reply = await readRecents(this.#client).catch(() => undefined);
    if (!reply) return;
    this.productType = reply.last?.product_type;
    const wanted = reply.products.filter((one) => !productType || one.product_type === productType);
    const [products, diagnoses] = await Promise.all([
      Promise.all(
        wanted.slice(0, maxOffered).map(async (again) => {
          const product = await this.#find(again.product_code, findProduct);
          return product && { product, again };
        }),
      ),
      Promise.all(reply.diagnoses.slice(0, maxOffered).map(({ code }) => this.#find(code, findDiagnosis))),
    ]);
    this.products = products.filter((choice) => choice !== undefined);
    this.diagnoses = diagnoses.filter((diagnosis) => diagnosis !== undefined);
  }

  #find<Item extends Product | Diagnosis>(
    code: string,
    find: (client: Client, code: string, signal: AbortSignal) => Promise<Item | undefined>,
  ): Promise<Item | undefined> {
    const known = found.get(this.#client) ?? new Map<string, Promise<Product | Diagnosis | undefined>>();
    found.set(this.#client, known);
    const item = known.get(code) ?? find(this.#client, code, signal).catch(() => undefined);
    known.set(code, item);
    return item as Promise<Item | undefined>;
  }
}

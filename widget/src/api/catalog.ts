import type { Diagnosis, Page, Product } from "@osigu-preauth/shared";
import type { Client } from "./client.ts";

/** What is looked for, and which page of what is found. Pages start at 0. */
export type CatalogQuery = { query: string; page?: number; productType?: string | undefined };

/** One page of what was found, and whether there is another. */
export type CatalogPage<Item> = { items: Item[]; hasMore: boolean };

/** Products of the provider's catalogue, by name, ingredient or code. */
export function findProducts(
  client: Client,
  wanted: CatalogQuery,
  signal: AbortSignal,
): Promise<CatalogPage<Product>> {
  return find(client, "/arc/v1/providers/products", wanted, signal);
}

/** Diagnoses of ICD-10, by code or words. */
export function findDiagnoses(
  client: Client,
  wanted: CatalogQuery,
  signal: AbortSignal,
): Promise<CatalogPage<Diagnosis>> {
  return find(client, "/medical-catalogs/v1/diagnoses", wanted, signal);
}

async function find<Item>(
  client: Client,
  path: string,
  { query, page, productType }: CatalogQuery,
  signal: AbortSignal,
) {
  const search = new URLSearchParams({ query });
  if (productType) search.set("product_type", productType);
  if (page) search.set("page", String(page));
  const found = await client.get<Page<Item>>(`${path}?${search}`, signal);
  return { items: found.content, hasMore: found.page.number + 1 < found.page.total_pages };
}

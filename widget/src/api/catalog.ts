import type { Diagnosis, Page, Product } from "@osigu-preauth/shared";
import type { Client } from "./client.ts";

/** A search of a catalogue. Pages start at 0. */
export type CatalogQuery = { query: string; page?: number; productType?: string | undefined };

/** One page of results. */
export type CatalogPage<Item> = { items: Item[]; hasMore: boolean };

/** Searches the provider's products by name, ingredient or code. */
export function findProducts(
  client: Client,
  query: CatalogQuery,
  signal: AbortSignal,
): Promise<CatalogPage<Product>> {
  return find(client, "/arc/v1/providers/products", query, signal);
}

/** Searches the ICD-10 diagnoses by code or words. */
export function findDiagnoses(
  client: Client,
  query: CatalogQuery,
  signal: AbortSignal,
): Promise<CatalogPage<Diagnosis>> {
  return find(client, "/medical-catalogs/v1/diagnoses", query, signal);
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

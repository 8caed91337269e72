import type { Diagnosis, Page, Product } from "@osigu-preauth/shared";
import type { Client } from "./client.ts";

/** A search of a catalogue. Pages start at 0, and have 15 items by default. */
export type CatalogQuery = {
  query: string;
  page?: number;
  size?: number;
  productType?: string | undefined;
};

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

/** The product with exactly this code: a catalogue also finds those whose code or name contains it. */
export function findProduct(client: Client, code: string, signal: AbortSignal): Promise<Product | undefined> {
  return findExact(findProducts, client, code, ({ product_code }) => product_code === code, signal);
}

/** The diagnosis with exactly this code. */
export function findDiagnosis(
  client: Client,
  code: string,
  signal: AbortSignal,
): Promise<Diagnosis | undefined> {
  return findExact(findDiagnoses, client, code, (diagnosis) => diagnosis.code === code, signal);
}

/** Searches the ICD-10 diagnoses by code or words. */
export function findDiagnoses(
  client: Client,
  query: CatalogQuery,
  signal: AbortSignal,
): Promise<CatalogPage<Diagnosis>> {
  return find(client, "/medical-catalogs/v1/diagnoses", query, signal);
}

/** Items of a page, and pages, among which a code is looked for. */
const exactSearch = { size: 100, pages: 10 };

async function findExact<Item>(
  findPage: (client: Client, query: CatalogQuery, signal: AbortSignal) => Promise<CatalogPage<Item>>,
  client: Client,
  code: string,
  isWanted: (item: Item) => boolean,
  signal: AbortSignal,
): Promise<Item | undefined> {
  for (let page = 0; page < exactSearch.pages; page++) {
    const { items, hasMore } = await findPage(client, { query: code, page, size: exactSearch.size }, signal);
    const found = items.find(isWanted);
    if (found || !hasMore) return found;
  }
  return undefined;
}

async function find<Item>(
  client: Client,
  path: string,
  { query, page, size, productType }: CatalogQuery,
  signal: AbortSignal,
) {
  const search = new URLSearchParams({ query });
  if (productType) search.set("product_type", productType);
  if (page) search.set("page", String(page));
  if (size) search.set("size", String(size));
  const found = await client.get<Page<Item>>(`${path}?${search}`, signal);
  return { items: found.content, hasMore: found.page.number + 1 < found.page.total_pages };
}

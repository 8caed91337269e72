import type { Diagnosis, Page, Product } from "@osigu-preauth/shared";
import type { Client } from "../../client/client.ts";

/** Products of the provider's catalogue, by name, ingredient or code. */
export async function findProducts(
  client: Client,
  query: string,
  productType: string | undefined,
  signal: AbortSignal,
) {
  const type = productType ? `product_type=${encodeURIComponent(productType)}&` : "";
  const path = `/arc/v1/providers/products?${type}query=${encodeURIComponent(query)}`;
  return (await client.get<Page<Product>>(path, signal)).content;
}

/** Diagnoses of ICD-10, by code or words. */
export async function findDiagnoses(client: Client, query: string, signal: AbortSignal) {
  const path = `/medical-catalogs/v1/diagnoses?query=${encodeURIComponent(query)}`;
  return (await client.get<Page<Diagnosis>>(path, signal)).content;
}

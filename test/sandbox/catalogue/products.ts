import type { ProductType } from "../sponsor/sponsor-data.ts";
import { medications } from "./medications.ts";
import { services } from "./services.ts";

/**
 * Whether the provider may ask for a product: `registered` ones are listed and taken; a `stale` one is still
 * listed but refused; one of `none` is only in the global catalogue. Both of the latter are refused with 071-104.
 */
export type Registration = "registered" | "stale" | "none";

export type CatalogueProduct = {
  product_code: string;
  product_type: ProductType;
  name: string;
  presentation: string;
  active_ingredient: string | undefined;
  registration: Registration;
};

const typeOfPrefix: Record<string, ProductType> = {
  MED: "MEDICATION",
  LAB: "LAB",
  IMG: "IMAGING",
  PRC: "PROCEDURE",
};

/** The global catalogue, about 200 products over four types. */
export const products: CatalogueProduct[] = `${medications}${services}`
  .split("\n")
  .filter((line) => line !== "")
  .map(readLine);

const byCode = new Map(products.map((product) => [product.product_code, product]));

export const findProduct = (code: string) => byCode.get(code);

/** Registered products of the same ingredient, which may stand for this one. */
export function equivalentsOf(product: CatalogueProduct): CatalogueProduct[] {
  if (!product.active_ingredient) return [];
  return products.filter(
    (other) =>
      other !== product &&
      other.registration === "registered" &&
      other.active_ingredient === product.active_ingredient,
  );
}

function readLine(line: string): CatalogueProduct {
  const [code = "", name = "", presentation = "", ingredient = "", registration = ""] = line
    .split("|")
    .map((part) => part.trim());
  const type = typeOfPrefix[code.slice(0, 3)];
  if (!type) throw new Error(`A product's code must begin with its type: ${line}`);
  return {
    product_code: code,
    product_type: type,
    name,
    presentation,
    active_ingredient: ingredient === "" ? undefined : ingredient,
    registration: registration === "stale" || registration === "none" ? registration : "registered",
  };
}

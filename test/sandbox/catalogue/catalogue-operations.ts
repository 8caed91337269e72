import { type Answer, ok, validationFailed } from "../http/answer.ts";
import type { Call, Operation } from "../http/call.ts";
import { productTypes } from "../sponsor/sponsor-operations.ts";
import { diagnoses } from "./diagnoses.ts";
import { findMatches } from "./matching.ts";
import { readPage, writePage } from "./paging.ts";
import { type CatalogueProduct, equivalentsOf, products } from "./products.ts";

/** Rows 6 and 7 of the loop: what may be asked for, and why. */
export const catalogueOperations: Operation[] = [
  {
    name: "searchProducts",
    method: "GET",
    path: "/arc/v1/providers/products",
    authority: "arc:read",
    handle: searchProducts,
  },
  {
    name: "searchDiagnoses",
    method: "GET",
    path: "/medical-catalogs/v1/diagnoses",
    authority: "arc:read",
    handle: searchDiagnoses,
  },
];

function searchProducts({ query }: Call): Answer {
  const { page, issues } = readPage(query);
  const type = query.get("product_type");
  if (type !== null && !productTypes.some((known) => known === type)) {
    issues.push({ path: ["product_type"], message: "must be a product type" });
  }
  if (issues.length > 0) return validationFailed(issues);
  const listed = products.filter(
    ({ registration, product_type }) => registration !== "none" && (type === null || product_type === type),
  );
  const found = findMatches(listed, query.get("query") ?? "", (product) => ({
    code: product.product_code,
    text: `${product.name} ${product.active_ingredient ?? ""}`,
  }));
  return ok(writePage(found.map(writeProduct), page));
}

function searchDiagnoses({ query }: Call): Answer {
  const { page, issues } = readPage(query);
  if (issues.length > 0) return validationFailed(issues);
  const found = findMatches(diagnoses, query.get("query") ?? "", ({ code, name }) => ({ code, text: name }));
  return ok(writePage(found, page));
}

function writeProduct(product: CatalogueProduct) {
  const equivalents = equivalentsOf(product);
  return {
    ...writeEquivalent(product),
    ...(equivalents.length > 0 && { equivalents: equivalents.map(writeEquivalent) }),
  };
}

const writeEquivalent = ({
  product_code,
  product_type,
  name,
  presentation,
  active_ingredient,
}: CatalogueProduct) => ({
  product_code,
  product_type,
  name,
  presentation,
  active_ingredient,
});

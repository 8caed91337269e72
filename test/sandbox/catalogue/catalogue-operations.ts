import { type Answer, ok, validationFailed } from "../http/answer.ts";
import type { Call, Operation } from "../http/call.ts";
import { type Language, languageOf } from "../language/language.ts";
import { translateDiagnosis, translateProduct } from "../language/translate.ts";
import { productTypes } from "../sponsor/sponsor-operations.ts";
import { type CatalogueDiagnosis, diagnoses } from "./diagnoses.ts";
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

function searchProducts({ request, query }: Call): Answer {
  const language = languageOf(request);
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
    text: [product.name, product.active_ingredient ?? ""]
      .map((text) => inBoth(text, translateProduct(text, language)))
      .join(" "),
  }));
  return ok(
    writePage(
      found.map((product) => writeProduct(product, language)),
      page,
    ),
  );
}

function searchDiagnoses({ request, query }: Call): Answer {
  const language = languageOf(request);
  const { page, issues } = readPage(query);
  if (issues.length > 0) return validationFailed(issues);
  const nameOf = ({ code, name }: CatalogueDiagnosis) => translateDiagnosis(code, name, language);
  const found = findMatches(diagnoses, query.get("query") ?? "", (diagnosis) => ({
    code: diagnosis.code,
    text: inBoth(diagnosis.name, nameOf(diagnosis)),
  }));
  const written = found.map((diagnosis) => ({ ...diagnosis, name: nameOf(diagnosis) }));
  return ok(writePage(written, page));
}

/** What is searched: the words of the caller's language first, then the English ones. */
const inBoth = (text: string, translated: string) => (translated === text ? text : `${translated} ${text}`);

function writeProduct(product: CatalogueProduct, language: Language) {
  const equivalents = equivalentsOf(product).map((one) => writeEquivalent(one, language));
  return {
    ...writeEquivalent(product, language),
    ...(equivalents.length > 0 && { equivalents }),
  };
}

const writeEquivalent = (
  { product_code, product_type, name, presentation, active_ingredient }: CatalogueProduct,
  language: Language,
) => ({
  product_code,
  product_type,
  name: translateProduct(name, language),
  presentation: translateProduct(presentation, language),
  active_ingredient: active_ingredient && translateProduct(active_ingredient, language),
});

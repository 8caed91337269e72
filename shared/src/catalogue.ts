import { z } from "zod";
import { maybeText, opaqueId, optionalText, pageOf } from "./lenient-schemas.ts";
import { productType } from "./sponsor.ts";

/** Catalogue shapes are assumed; their paths are documented. */

const productFields = {
  product_code: opaqueId,
  product_type: productType,
  name: optionalText,
  /** Form, strength and pack size: "500 mg · 20 tablets". */
  presentation: optionalText,
  active_ingredient: optionalText,
};

const namedFields = {
  product_code: z.string(),
  product_type: productType,
  name: z.string(),
  presentation: maybeText,
  active_ingredient: maybeText,
};

const named = <Product extends { product_code: string; name?: string | undefined }>(product: Product) => ({
  ...product,
  name: product.name ?? product.product_code,
});

const namedProduct = z.object(namedFields);
type NamedProducts = z.infer<typeof namedProduct>[] | undefined;
const equivalents: z.ZodType<NamedProducts, NamedProducts> = z.array(namedProduct).optional();
const equivalent = z.object(productFields).transform(named).pipe(namedProduct);

/** A product of the provider's catalogue. */
export const product = z
  .object({
    ...productFields,
    equivalents: z
      .array(equivalent)
      .nullish()
      .transform((value) => value ?? undefined),
  })
  .transform(named)
  .pipe(namedProduct.extend({ equivalents }));
export type Product = z.infer<typeof product>;
export const productPage = pageOf(product);

/** A diagnosis of ICD-10. */
export const diagnosis = z
  .object({
    coding_system: optionalText.transform((value) => value ?? "ICD-10").pipe(z.string()),
    code: opaqueId,
    name: optionalText,
  })
  .transform(({ name, ...rest }) => ({ ...rest, name: name ?? rest.code }))
  .pipe(z.object({ coding_system: z.string(), code: z.string(), name: z.string() }));
export type Diagnosis = z.infer<typeof diagnosis>;
export const diagnosisPage = pageOf(diagnosis);

import { diagnosisPage, type Page, type Product, productPage } from "@osigu-preauth/shared";
import { z } from "zod";
import type { Dependencies } from "./dependencies.ts";
import { acceptLanguage } from "./headers.ts";
import { type Route, sessionRoute } from "./route.ts";
import { catalogueQuery, productTypeText } from "./schemas.ts";

/** Products of the provider, and diagnoses. */
export function catalogueRoutes({
  cached,
  productNames,
}: Pick<Dependencies, "cached" | "productNames">): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path: "/arc/v1/providers/products",
      operationId: "searchProducts",
      summary: "The provider's products.",
      query: z.object({ product_type: productTypeText.optional(), ...catalogueQuery }),
      reply: productPage,
      status: 200,
      description: { tag: "Catalogues", requestHeaders: acceptLanguage, vendorCalls: ["searchProducts"] },
      permission: { productTypes: ({ query }) => [query.product_type] },
      async handler(ctx) {
        const reply = await cached("searchProducts", { query: ctx.state.input.query }, ctx.state);
        productNames.learn((reply.value as Page<Product>).content);
        ctx.body = reply.json;
      },
    }),
    sessionRoute({
      method: "GET",
      path: "/medical-catalogs/v1/diagnoses",
      operationId: "searchDiagnoses",
      summary: "Diagnoses of ICD-10.",
      query: z.object(catalogueQuery),
      reply: diagnosisPage,
      status: 200,
      description: { tag: "Catalogues", requestHeaders: acceptLanguage, vendorCalls: ["searchDiagnoses"] },
      async handler(ctx) {
        ctx.body = (await cached("searchDiagnoses", { query: ctx.state.input.query }, ctx.state)).json;
      },
    }),
  ];
}

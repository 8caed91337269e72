import { diagnosisPage, productPage } from "@osigu-preauth/shared";
import { z } from "zod";
import type { Services } from "./dependencies.ts";
import { catalogueQuery, productTypeText } from "./query-schemas.ts";
import { type Route, sessionRoute } from "./route.ts";

/** Products of the provider, and diagnoses. */
export function catalogueRoutes({ cached }: Services): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path: "/arc/v1/providers/products",
      operation: "searchProducts",
      summary: "The provider's products.",
      query: z.object({ product_type: productTypeText.optional(), ...catalogueQuery }),
      reply: productPage,
      status: 200,
      guards: { productTypes: ({ query }) => [query.product_type] },
      handle: async ({ query }, call) => (await cached("searchProducts", { query }, call)).answer,
    }),
    sessionRoute({
      method: "GET",
      path: "/medical-catalogs/v1/diagnoses",
      operation: "searchDiagnoses",
      summary: "Diagnoses of ICD-10.",
      query: z.object(catalogueQuery),
      reply: diagnosisPage,
      status: 200,
      handle: async ({ query }, call) => (await cached("searchDiagnoses", { query }, call)).answer,
    }),
  ];
}

import { z } from "zod";
import { requestedProduct } from "./authorization-request.ts";

/** A diagnosis that a user asked with: its code only. */
export const recentDiagnosis = z.object({ code: z.string(), coding_system: z.string() });

/** How a user made their last request: codes, and names of fields; never a person, nor what they were searched by. */
export const lastChoice = z.object({
  sponsor_slug: z.string(),
  /** That of the last product. */
  product_type: z.string().optional(),
  /** Kinds of identity documents, by the keys of their fields: `{ document_type: "CC" }`. */
  document_types: z.record(z.string(), z.string()),
  /** Keys of the fields that were filled in, which tell the search form. Empty where nobody was searched for. */
  search_fields: z.array(z.string()),
});
export type LastChoice = z.infer<typeof lastChoice>;

/** What a user has asked for most and last, best first. Codes, quantities and posologies; never a person. */
export const recents = z.object({
  products: z.array(requestedProduct),
  diagnoses: z.array(recentDiagnosis),
  last: lastChoice.optional(),
});
export type Recents = z.infer<typeof recents>;

import { z } from "zod";
import { requestedProduct } from "./authorization-request.ts";

/** A diagnosis that a user asked with: its code only. */
export const recentDiagnosis = z.object({ code: z.string(), coding_system: z.string() });

/** What a user has asked for most and last, best first. Codes, quantities and posologies; never a person. */
export const recents = z.object({
  products: z.array(requestedProduct),
  diagnoses: z.array(recentDiagnosis),
});
export type Recents = z.infer<typeof recents>;

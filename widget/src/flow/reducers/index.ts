import { type Rules, together } from "../transition.ts";
import { confirming } from "./beneficiary.ts";
import { deciding } from "./decision.ts";
import { documenting } from "./documents.ts";
import { choosing } from "./products.ts";
import { fillingIn } from "./search-form.ts";
import { submitting } from "./submission.ts";

/**
 * The rules for what a search found and all that comes after it. Put together when they are asked for, because files
 * that are split for a browser may come in any order.
 */
export function requesting(): Rules {
  const parts = [fillingIn, confirming, choosing, documenting, submitting, deciding];
  return parts.reduce<Rules>(together, { handlers: {}, endings: {} });
}

import { type Rules, together } from "./advance.ts";
import { choosing } from "./choosing.ts";
import { confirming } from "./confirming.ts";
import { deciding } from "./deciding.ts";
import { documenting } from "./documenting.ts";
import { fillingIn } from "./filling-in.ts";
import { submitting } from "./submitting.ts";

/**
 * The rules for what a search found and all that comes after it. Put together when they are asked for, because files
 * that are split for a browser may come in any order.
 */
export function requesting(): Rules {
  const parts = [fillingIn, confirming, choosing, documenting, submitting, deciding];
  return parts.reduce<Rules>(together, { handlers: {}, endings: {} });
}

import { type Rules, together } from "./advance.ts";
import { choosing } from "./choosing.ts";
import { confirming } from "./confirming.ts";
import { deciding } from "./deciding.ts";
import { documenting } from "./documenting.ts";
import { fillingIn } from "./filling-in.ts";
import { submitting } from "./submitting.ts";

/** The rules for what a search found and all that comes after it. */
export const requesting: Rules = [
  fillingIn,
  confirming,
  choosing,
  documenting,
  submitting,
  deciding,
].reduce<Rules>(together, {
  handlers: {},
  endings: {},
});

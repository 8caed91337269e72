import { requestPerformers } from "../conductor/perform-request.ts";
import { requesting } from "../flow/requesting.ts";
import { everyWord } from "../locales/every-problem.ts";
import { leaveSearch } from "../steps/search-beneficiary/entries.ts";
import { withMore } from "../steps/search-beneficiary/form-field.ts";
import { foundAction, foundCard } from "../steps/search-beneficiary/found-card.ts";
import { searchFields } from "../steps/search-beneficiary/grouped-fields.ts";
import { begin, follow } from "./follow.ts";
import { styles } from "./later.styles.ts";
import { oneBack } from "./one-back.ts";
import { requestFor } from "./request-for.ts";

/** All that every step after the first screen needs. It is fetched while the person types. */
export const later = {
  rules: requesting,
  performers: requestPerformers,
  styles,
  everyWord,
  withMore,
  searchFields,
  foundCard,
  foundAction,
  leaveSearch,
  requestFor,
  oneBack,
  begin,
  follow,
};

export type Later = typeof later;

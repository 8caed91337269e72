import { requestPerformers } from "../conductor/perform-request.ts";
import { requesting } from "../flow/requesting.ts";
import { everyWord } from "../locales/every-problem.ts";
import { leaveSearch } from "../steps/search-beneficiary/entries.ts";
import { foundAction, foundCard } from "../steps/search-beneficiary/found-card.ts";
import { formPicker, searchFields, sponsorPicker } from "../steps/search-beneficiary/pickers.ts";
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
  sponsorPicker,
  formPicker,
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

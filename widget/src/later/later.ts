import { requestPerformers } from "../effects/request.ts";
import { oneBack } from "../element/back-action.ts";
import { requestFor } from "../element/beneficiary-banner.ts";
import { begin, follow } from "../element/host-events.ts";
import { requesting } from "../flow/reducers/index.ts";
import { everyWord } from "../i18n/problem-messages.ts";
import { leaveSearch } from "../steps/search-beneficiary/field-ui-state.ts";
import { withMore } from "../steps/search-beneficiary/form-field.ts";
import { searchFields } from "../steps/search-beneficiary/form-fields.ts";
import { foundAction, foundCard } from "../steps/search-beneficiary/found-card.ts";
import { styles } from "./later.styles.ts";

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

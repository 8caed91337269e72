import { mergeReducers } from "../transition.ts";
import { absenceReducers } from "./absence.ts";
import { beneficiaryReducers } from "./beneficiary.ts";
import { decisionReducers } from "./decision.ts";
import { documentReducers } from "./documents.ts";
import { productReducers } from "./products.ts";
import { searchFormReducers } from "./search-form.ts";
import { submissionReducers } from "./submission.ts";

/**
 * The reducers that every request needs after the first screen. Those of the one-time code, of a saved flow, of the last
 * choice and of another request load when needed.
 */
export const requestReducers = mergeReducers(
  searchFormReducers,
  beneficiaryReducers,
  productReducers,
  documentReducers,
  submissionReducers,
  decisionReducers,
  absenceReducers,
);

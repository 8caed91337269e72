import { mergeReducers } from "../transition.ts";
import { absenceReducers } from "./absence.ts";
import { beneficiaryReducers } from "./beneficiary.ts";
import { decisionReducers } from "./decision.ts";
import { documentReducers } from "./documents.ts";
import { productReducers } from "./products.ts";
import { revisionReducers } from "./revision.ts";
import { searchFormReducers } from "./search-form.ts";
import { submissionReducers } from "./submission.ts";

/** The reducers that every request needs after the first screen. Those of the one-time code and of a saved flow load when needed. */
export const requestReducers = mergeReducers(
  searchFormReducers,
  beneficiaryReducers,
  productReducers,
  documentReducers,
  submissionReducers,
  decisionReducers,
  revisionReducers,
  absenceReducers,
);

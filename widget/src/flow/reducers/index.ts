import { mergeReducers } from "../transition.ts";
import { absenceReducers } from "./absence.ts";
import { beneficiaryReducers } from "./beneficiary.ts";
import { decisionReducers } from "./decision.ts";
import { documentReducers } from "./documents.ts";
import { otpReducers } from "./otp.ts";
import { productReducers } from "./products.ts";
import { resumeReducers } from "./resume.ts";
import { revisionReducers } from "./revision.ts";
import { searchFormReducers } from "./search-form.ts";
import { submissionReducers } from "./submission.ts";

/** The reducers for everything after the first screen. */
export const requestReducers = mergeReducers(
  searchFormReducers,
  beneficiaryReducers,
  productReducers,
  documentReducers,
  submissionReducers,
  decisionReducers,
  revisionReducers,
  otpReducers,
  absenceReducers,
  resumeReducers,
);

import type { StepName } from "@osigu-preauth/shared";
import * as searchBeneficiary from "../steps/search-beneficiary/search-beneficiary.ts";
import type { StepModule } from "../steps/step.ts";

/** The module of each step. The first one is part of the first screen, every other is imported when it is needed. */
export const stepRegistry: Record<StepName, () => StepModule | Promise<StepModule>> = {
  search_beneficiary: () => searchBeneficiary,
  select_products: () => import("../steps/select-products/select-products.ts"),
  capture_indication: () => import("../steps/capture-indication/capture-indication.ts"),
  review_and_submit: () => import("../steps/review-and-submit/review-and-submit.ts"),
  otp_challenge: () => import("../steps/otp-challenge/otp-challenge.ts"),
  outcome: () => import("../steps/outcome/outcome.ts"),
};

import { styles as documentStyles, open as openDocuments } from "./capture-indication/capture-indication.ts";
import { open as openOutcome, styles as outcomeStyles } from "./outcome/outcome.ts";
import { open as openReview, styles as reviewStyles } from "./review-and-submit/review-and-submit.ts";
import { open as openProducts, styles as productStyles } from "./select-products/select-products.ts";
import type { StepModule } from "./step.ts";

/** The steps that every request takes after the search. They load together, so that none is waited for between two of them. */
export const requestSteps = {
  capture_indication: { styles: documentStyles, open: openDocuments },
  outcome: { styles: outcomeStyles, open: openOutcome },
  review_and_submit: { styles: reviewStyles, open: openReview },
  select_products: { styles: productStyles, open: openProducts },
} satisfies Record<string, StepModule>;

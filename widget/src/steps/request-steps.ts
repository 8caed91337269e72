/** The steps that every request takes after the search. They load together, so that none is waited for between two of them. */
export * as capture_indication from "./capture-indication/capture-indication.ts";
export * as outcome from "./outcome/outcome.ts";
export * as review_and_submit from "./review-and-submit/review-and-submit.ts";
export * as select_products from "./select-products/select-products.ts";

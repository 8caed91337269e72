import type { SearchField, SearchForm, StepName } from "@osigu-preauth/shared";
import type { FieldErrors, FlowState } from "../state.ts";

/** Selectors of the first screen. */

/** Options above which a select gets a search. */
export const maxSelectOptions = 15;

/** Whether all options of a field are shown beside each other. An optional field needs a way to take none of them. */
export function isShortChoice({ options, required }: SearchField): boolean {
  return required && (options.length === 2 || options.length === 3);
}

/** The steps in their order, with the one-time code where the sponsor requires one. */
export function stepsOf({ challenge, configurations, products, request }: FlowState): StepName[] {
  const requiresCode =
    (challenge?.isRequired && challenge.requestId === request?.id) ||
    products.some(({ product }) => {
      const rules = configurations[product.product_type];
      return rules?.state === "ready" && rules.value.otp_required;
    });
  return [
    "search_beneficiary",
    "select_products",
    "capture_indication",
    "review_and_submit",
    ...(requiresCode ? ["otp_challenge" as const] : []),
    "outcome",
  ];
}

/** The steps that the progress shows. Their number never changes: the one-time code is part of the review. */
export const progressSteps: StepName[] = [
  "search_beneficiary",
  "select_products",
  "capture_indication",
  "review_and_submit",
  "outcome",
];

/** The form that the user chose, else the sponsor's first. */
export function currentForm(flow: FlowState): SearchForm | undefined {
  if (flow.forms.state !== "ready") return undefined;
  return flow.forms.value.find((form) => form.form_id === flow.formId) ?? flow.forms.value[0];
}

/** The value of a field: the user's, else the sponsor's default. */
export function valueIn({ searchValues }: FlowState, { key, default_value }: SearchField): string {
  return String((Object.hasOwn(searchValues, key) ? searchValues[key] : default_value) ?? "");
}

/** The validation error of a field of the search form. */
export function errorOf({ errors }: FlowState, key: string): FieldErrors[string] | undefined {
  return Object.hasOwn(errors, key) ? errors[key] : undefined;
}

import type { SearchField, SearchForm, StepName } from "@osigu-preauth/shared";
import type { FieldErrors, FlowState } from "../state.ts";

/** What the first screen asks of a flow. Everything here is derived; nothing is stored. */

/** Options above which a select gets a search. */
export const maxSelectOptions = 15;

/** The steps in the order they come. Where the sponsor wants a one-time code, that is one of them. */
export function stepsOf({ challenge, configurations, products, request }: FlowState): StepName[] {
  const wantsCode =
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
    ...(wantsCode ? ["otp_challenge" as const] : []),
    "outcome",
  ];
}

/** The form that the person is filling in: the one they chose, else the sponsor's first. */
export function currentForm(flow: FlowState): SearchForm | undefined {
  if (flow.forms.state !== "ready") return undefined;
  return flow.forms.value.find((form) => form.form_id === flow.formId) ?? flow.forms.value[0];
}

/** What stands in a field: what was put there, else what the sponsor filled in beforehand. */
export function valueIn({ searchValues }: FlowState, { key, default_value }: SearchField): string {
  return String((Object.hasOwn(searchValues, key) ? searchValues[key] : default_value) ?? "");
}

/** The validation error of a field of the search form. */
export function errorOf({ errors }: FlowState, key: string): FieldErrors[string] | undefined {
  return Object.hasOwn(errors, key) ? errors[key] : undefined;
}

import type { SearchField, SearchForm, StepName } from "@osigu-preauth/shared";
import type { Flow } from "./flow.ts";

/** What the first screen asks of a flow. Everything here is derived; nothing is stored. */

/** The steps in the order they come. */
export function stepsOf(_flow: Flow): StepName[] {
  return ["search_beneficiary", "select_products", "capture_indication", "review_and_submit", "outcome"];
}

/** The form that the person is filling in: the one they chose, else the sponsor's first. */
export function currentForm(flow: Flow): SearchForm | undefined {
  if (flow.forms.state !== "ready") return undefined;
  return flow.forms.value.find((form) => form.form_id === flow.formId) ?? flow.forms.value[0];
}

const layoutTypes = ["SECTION_TITLE", "TEXT_LIST", "DASHED_DIVIDER"];

/** Whether a field only shapes the page, and is never submitted. */
export function isLayout(field: SearchField): boolean {
  return layoutTypes.includes(field.type);
}

/** The search as it is sent: the current form's own fields, without what was left empty. */
export function searchInputOf(flow: Flow): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const field of currentForm(flow)?.fields ?? []) {
    const value = (flow.searchValues[field.key] ?? field.default_value ?? "").trim();
    if (value && !isLayout(field)) filled[field.key] = value;
  }
  return filled;
}

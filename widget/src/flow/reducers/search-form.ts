import type { SearchField, SearchInput } from "@osigu-preauth/shared";
import { cleanText, cleanTyped } from "../../format/clean-text.ts";
import type { Transition } from "../events.ts";
import { unchanged, withEffects } from "../next.ts";
import { optionValue } from "../selectors/option-value.ts";
import { currentForm, errorOf, maxSelectOptions, valueIn } from "../selectors/search.ts";
import type { FieldErrors, FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";
import { isCheckbox, isLayout, validateField } from "../validation/validate-field.ts";
import { loadMissing } from "./search.ts";

/** Fills in the sponsor's form. Each field is validated on blur, and all of them before the search. */

type SearchFormEvents =
  | "sponsor_chosen"
  | "form_chosen"
  | "search_edited"
  | "search_left"
  | "search_submitted";

const noResult = { found: undefined, dependents: undefined, chosenPersonId: undefined };

const onEvent: Pick<EventReducers, SearchFormEvents> = {
  /** Everything that depends on the sponsor is reset. */
  sponsor_chosen: (flow, { sponsorSlug }) =>
    loadMissing({
      ...flow,
      ...noResult,
      sponsorSlug,
      forms: { state: "none" },
      formId: undefined,
      configurations: {},
      requirements: {},
      extraRequiredFields: undefined,
      beneficiary: undefined,
      formerPerson: flow.beneficiary ?? flow.formerPerson,
      problem: undefined,
      errors: {},
    }),

  form_chosen: (flow, { formId }) =>
    withEffects(flow, { ...noResult, formId, problem: undefined, errors: {} }),

  /** While the user types, only a field that has an error is validated again. */
  search_edited: (flow, { key, value }) => {
    const next = { ...flow, searchValues: { ...flow.searchValues, [key]: value } };
    return errorOf(flow, key) ? revalidate(next, key) : unchanged(next);
  },

  /** A field that was never edited has no error. */
  search_left: (flow, { key }) =>
    Object.hasOwn(flow.searchValues, key) ? revalidate(flow, key) : unchanged(flow),

  search_submitted: (flow) => {
    const form = currentForm(flow);
    if (!flow.sponsorSlug) return withEffects(flow, { errors: { sponsor: { reason: "required" } } });
    if (flow.running || !form) return unchanged(flow);
    const errors = errorsOf(flow, form.fields);
    if (Object.keys(errors).length) return withEffects(flow, { errors, problem: undefined });
    return withEffects(
      flow,
      { ...noResult, running: "search", problem: undefined, errors: {} },
      { type: "search", sponsorSlug: flow.sponsorSlug, input: searchInputOf(flow) },
    );
  },
};

const onResult: Pick<ResultReducers, "load_deferred"> = {
  load_deferred: {
    succeeded: (flow) =>
      onEvent.search_submitted({ ...flow, running: undefined }, { type: "search_submitted" }),
    failed: (flow) => unchanged(flow),
  },
};

export const searchFormReducers = { onEvent, onResult };

/** The search as it is sent: the fields of the current form that are not empty. */
export function searchInputOf(flow: FlowState): SearchInput {
  const filled = (currentForm(flow)?.fields ?? []).flatMap((field): [string, string | boolean][] => {
    const answer = enteredValue(flow, field);
    if (isLayout(field) || (!answer && !(isCheckbox(field) && field.required))) return [];
    return [[field.key, isCheckbox(field) ? answer === "true" : answer]];
  });
  return Object.fromEntries(filled);
}

/** The value without what a paste brought. One that is none of the options of a select does not show: it is empty. */
function enteredValue(flow: FlowState, field: SearchField): string {
  const { options, type } = field;
  const value = valueIn(flow, field);
  const option = optionValue(options, value);
  if (option !== undefined) return option;
  if (options.length && options.length <= maxSelectOptions) return "";
  return type === "TEXTAREA" ? cleanText(value).trim() : cleanTyped(value);
}

function revalidate(flow: FlowState, key: string): Transition {
  const { [key]: _before, ...errors } = flow.errors;
  const fields = currentForm(flow)?.fields.filter((field) => field.key === key) ?? [];
  return withEffects(flow, { errors: { ...errors, ...errorsOf(flow, fields) } });
}

function errorsOf(flow: FlowState, fields: SearchField[]): FieldErrors {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const error = validateField(field, enteredValue(flow, field));
      return error ? [[field.key, error]] : [];
    }),
  );
}

import type { SearchField, SearchInput } from "@osigu-preauth/shared";
import type { Advance } from "../events.ts";
import { becomes } from "../next.ts";
import { currentForm, valueIn } from "../selectors/search.ts";
import type { FieldErrors, Flow } from "../state.ts";
import type { Endings, Handlers } from "../transition.ts";
import { checkField, isLayout, isTick, manyOptions } from "../validation/validate-field.ts";
import { loadMissing } from "./search.ts";

/** Filling in the sponsor's form: each field is checked when it is left, and all of them before anything is sent. */

type FillingIn = "sponsor_chosen" | "form_chosen" | "search_edited" | "search_left" | "search_submitted";

const nobody = { found: undefined, dependents: undefined, personId: undefined };

const handlers: Pick<Handlers, FillingIn> = {
  /** Whatever was loaded, answered and found for another sponsor says nothing about this one. */
  sponsor_chosen: (flow, { sponsorSlug }) =>
    loadMissing({
      ...flow,
      ...nobody,
      sponsorSlug,
      forms: { state: "none" },
      formId: undefined,
      configurations: {},
      requirements: {},
      demanded: undefined,
      beneficiary: undefined,
      problem: undefined,
      errors: {},
    }),

  form_chosen: (flow, { formId }) => becomes(flow, { ...nobody, formId, problem: undefined, errors: {} }),

  /** As one types nothing is complained about, but what was wrong is looked at again. */
  search_edited: (flow, { key, value }) => {
    const next = { ...flow, searchValues: { ...flow.searchValues, [key]: value } };
    return errorOf(flow, key) ? checked(next, key) : becomes(next);
  },

  /** A field that nobody has touched is not wrong yet. */
  search_left: (flow, { key }) =>
    Object.hasOwn(flow.searchValues, key) ? checked(flow, key) : becomes(flow),

  search_submitted: (flow) => {
    const form = currentForm(flow);
    if (flow.running || !flow.sponsorSlug || !form) return becomes(flow);
    const errors = wrong(flow, form.fields);
    if (Object.keys(errors).length) return becomes(flow, { errors, problem: undefined });
    return becomes(
      flow,
      { ...nobody, running: "search", problem: undefined, errors: {} },
      { do: "search", sponsorSlug: flow.sponsorSlug, input: searchInputOf(flow) },
    );
  },
};

const endings: Pick<Endings, "await_later"> = {
  await_later: {
    done: (flow) => handlers.search_submitted({ ...flow, running: undefined }, { type: "search_submitted" }),
    failed: (flow) => becomes(flow),
  },
};

export const fillingIn = { handlers, endings };

/** Why a field is not accepted, where it is not. */
export function errorOf({ errors }: Flow, key: string): FieldErrors[string] | undefined {
  return Object.hasOwn(errors, key) ? errors[key] : undefined;
}

/** The search as it is sent: the current form's own fields, without what was left empty. */
export function searchInputOf(flow: Flow): SearchInput {
  const filled = (currentForm(flow)?.fields ?? []).flatMap((field): [string, string | boolean][] => {
    const answer = answerTo(flow, field);
    if (isLayout(field) || (!answer && !(isTick(field) && field.required))) return [];
    return [[field.key, isTick(field) ? answer === "true" : answer]];
  });
  return Object.fromEntries(filled);
}

/** A value that is none of the choices in sight cannot be seen, and so is no answer. */
function answerTo(flow: Flow, field: SearchField): string {
  const { options } = field;
  const value = valueIn(flow, field);
  const isFree = !options.length || options.length > manyOptions;
  return isFree ? value.trim() : options.some((option) => option.value === value) ? value : "";
}

function checked(flow: Flow, key: string): Advance {
  const { [key]: _before, ...errors } = flow.errors;
  const fields = currentForm(flow)?.fields.filter((field) => field.key === key) ?? [];
  return becomes(flow, { errors: { ...errors, ...wrong(flow, fields) } });
}

function wrong(flow: Flow, fields: SearchField[]): FieldErrors {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const error = checkField(field, answerTo(flow, field));
      return error ? [[field.key, error]] : [];
    }),
  );
}

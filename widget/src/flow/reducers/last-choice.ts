import type { LastChoice, SearchField } from "@osigu-preauth/shared";
import { andThen } from "../and-then.ts";
import type { Transition } from "../events.ts";
import { unchanged, withEffects } from "../next.ts";
import { optionValue } from "../selectors/option-value.ts";
import type { FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";
import { loadMissing, searchReducers } from "./search.ts";

/**
 * Begins with the insurer, the search form and the kind of document of the user's last request, where neither the host
 * page nor the user has chosen. They are defaults: nothing that the user entered, and nothing to lose.
 */

const onEvent: Pick<EventReducers, "last_choice_learned"> = {
  last_choice_learned: (flow, { last, inUse }) => beginWithLast({ ...flow, last }, inUse),
};

const { load_sponsors, load_forms } = searchReducers.onResult;

const onResult: Pick<ResultReducers, "load_sponsors" | "load_forms"> = {
  load_sponsors: {
    ...load_sponsors,
    succeeded: (...result) => andThen(load_sponsors.succeeded(...result), beginWithLast),
  },
  load_forms: {
    ...load_forms,
    succeeded: (...result) => andThen(load_forms.succeeded(...result), beginWithLast),
  },
};

export const lastChoiceReducers = { onEvent, onResult };

/**
 * `inUse`: the name of the field that is used. It does not change under the user's hand, and no other fields take the
 * place of those in sight.
 */
function beginWithLast(flow: FlowState, inUse?: string): Transition {
  const { last, sponsors, sponsorSlug, forms, formId, searchValues, setup } = flow;
  const isBegun = flow.step !== "search_beneficiary" || flow.found || flow.running;
  if (!last || isBegun || Object.keys(flow.errors).length) return unchanged(flow);
  if (!sponsorSlug) {
    const isOffered =
      sponsors.state === "ready" && sponsors.value.some((one) => one.sponsor_slug === last.sponsor_slug);
    return inUse === undefined && isOffered
      ? loadMissing({ ...flow, sponsorSlug: last.sponsor_slug })
      : unchanged(flow);
  }
  if (forms.state !== "ready") return unchanged(flow);
  const value = forms.value.map((form) => ({
    ...form,
    fields: form.fields.map((field) => (field.key === inUse ? field : withLastType(field, last))),
  }));
  const isTyped = Object.keys(searchValues).some(
    (key) => searchValues[key] !== setup.beneficiarySearchInput?.[key],
  );
  const used =
    inUse === undefined && !isTyped && !formId && sponsorSlug === last.sponsor_slug
      ? value.find(({ fields }) =>
          last.search_fields.every((key) => fields.some((field) => field.key === key)),
        )
      : undefined;
  return withEffects(flow, { forms: { state: "ready", value }, formId: used?.form_id ?? formId });
}

/** A field with the kind of document as its default, where that is one of its options. */
function withLastType(field: SearchField, { document_types }: LastChoice): SearchField {
  const { key, options } = field;
  const value = Object.hasOwn(document_types, key)
    ? optionValue(options, document_types[key] ?? "")
    : undefined;
  return value === undefined ? field : { ...field, default_value: value };
}

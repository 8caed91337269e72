import type { Beneficiary, Coverage } from "@osigu-preauth/shared";
import type { Endings, Handlers } from "./advance.ts";
import { becomes } from "./becomes.ts";
import type { Advance, Effect } from "./events.ts";
import type { FieldErrors, Flow } from "./flow.ts";
import { currentForm, isLayout, searchInputOf } from "./search-questions.ts";

/** The first screen: the sponsor, its form, and the search. */

type Searching =
  | "started"
  | "sponsor_chosen"
  | "form_chosen"
  | "search_edited"
  | "search_submitted"
  | "loading_retried";

const handlers: Pick<Handlers, Searching> = {
  started: (flow) => loadMissing(skipSearch(flow)),

  /** Whatever was loaded for another sponsor says nothing about this one. */
  sponsor_chosen: (flow, { sponsorSlug }) =>
    loadMissing({
      ...flow,
      sponsorSlug,
      forms: { state: "none" },
      formId: undefined,
      configurations: {},
      found: undefined,
      problem: undefined,
      errors: {},
    }),

  form_chosen: (flow, { formId }) =>
    becomes(flow, { formId, found: undefined, problem: undefined, errors: {} }),

  search_edited: (flow, { key, value }) => {
    const { [key]: _mended, ...errors } = flow.errors;
    return becomes(flow, { searchValues: { ...flow.searchValues, [key]: value }, errors });
  },

  search_submitted: (flow) => {
    if (flow.running || !flow.sponsorSlug || !currentForm(flow)) return becomes(flow);
    const errors = emptyFields(flow);
    if (Object.keys(errors).length) return becomes(flow, { errors, problem: undefined });
    return becomes(
      flow,
      { running: "search", found: undefined, problem: undefined, errors: {} },
      {
        do: "search",
        sponsorSlug: flow.sponsorSlug,
        input: searchInputOf(flow),
      },
    );
  },

  loading_retried: (flow) => loadMissing(flow),
};

const endings: Pick<Endings, "load_sponsors" | "load_forms" | "load_configuration"> = {
  load_sponsors: {
    done: (flow, { value }) => {
      const only = value.length === 1 ? value[0] : undefined;
      const sponsors = { state: "ready", value } as const;
      return only
        ? loadMissing({ ...flow, sponsors, sponsorSlug: only.sponsor_slug })
        : becomes(flow, { sponsors });
    },
    failed: (flow, problem) => becomes(flow, { sponsors: { state: "failed", problem } }),
  },

  load_forms: {
    done: (flow, { of, value }) =>
      of.sponsorSlug === flow.sponsorSlug
        ? becomes(flow, { forms: { state: "ready", value } })
        : becomes(flow),
    failed: (flow, problem, of) =>
      of.sponsorSlug === flow.sponsorSlug
        ? becomes(flow, { forms: { state: "failed", problem } })
        : becomes(flow),
  },

  load_configuration: {
    done: (flow, { of, value }) => configured(flow, of, { state: "ready", value }),
    failed: (flow, problem, of) => configured(flow, of, { state: "failed", problem }),
  },
};

export const searching = { handlers, endings };

/** A host that names the beneficiary has done the search itself. */
function skipSearch(flow: Flow): Flow {
  const { beneficiaryId } = flow.setup;
  if (!beneficiaryId) return flow;
  const coverage = { active: true } as Coverage;
  const beneficiary = {
    beneficiary_id: beneficiaryId,
    first_name: "",
    last_name: "",
    coverage,
  } as Beneficiary;
  return { ...flow, beneficiary, step: "select_products" };
}

/** Asks for what the present choices need and what is neither here nor on its way. */
function loadMissing(flow: Flow): Advance {
  const effects: Effect[] = [];
  let next = flow;
  const { sponsorSlug } = flow;
  const wanted = (what: { state: string }) => what.state === "none" || what.state === "failed";
  if (!sponsorSlug && wanted(flow.sponsors)) {
    next = { ...next, sponsors: { state: "loading" } };
    effects.push({ do: "load_sponsors" });
  }
  if (sponsorSlug && wanted(flow.forms)) {
    next = { ...next, forms: { state: "loading" } };
    effects.push({ do: "load_forms", sponsorSlug });
  }
  const { productType } = flow.setup;
  if (sponsorSlug && productType && wanted(flow.configurations[productType] ?? { state: "none" })) {
    next = { ...next, configurations: { ...next.configurations, [productType]: { state: "loading" } } };
    effects.push({ do: "load_configuration", sponsorSlug, productType });
  }
  if (flow.request && wanted(flow.policy)) {
    next = { ...next, policy: { state: "loading" } };
    effects.push({ do: "load_policy", requestId: flow.request.id });
  }
  return { flow: next, effects };
}

function emptyFields(flow: Flow): FieldErrors {
  const filled = searchInputOf(flow);
  const errors: FieldErrors = {};
  for (const field of currentForm(flow)?.fields ?? []) {
    if (field.required && !isLayout(field) && !filled[field.key]) errors[field.key] = { reason: "required" };
  }
  return errors;
}

function configured(
  flow: Flow,
  of: Extract<Effect, { do: "load_configuration" }>,
  configuration: Flow["configurations"][string],
): Advance {
  if (of.sponsorSlug !== flow.sponsorSlug) return becomes(flow);
  return becomes(flow, { configurations: { ...flow.configurations, [of.productType]: configuration } });
}

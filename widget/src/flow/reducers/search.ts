import type { Beneficiary, Coverage } from "@osigu-preauth/shared";
import type { Effect, Transition } from "../events.ts";
import { unchanged, withEffects } from "../next.ts";
import { currentForm } from "../selectors/search.ts";
import type { FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";

/** The first screen: the sponsors, and the search form of one of them. `search-form.ts` adds validation and the search. */

type SearchEvents = "started" | "search_edited" | "search_submitted" | "loading_retried";

const onEvent: Pick<EventReducers, SearchEvents> = {
  started: (flow) => loadMissing(skipSearch(flow)),

  search_edited: (flow, { key, value }) =>
    withEffects(flow, { searchValues: { ...flow.searchValues, [key]: value } }),

  /** The reducers that validate and search load after the first screen: the search waits for them. */
  search_submitted: (flow) =>
    flow.running || !currentForm(flow)
      ? unchanged(flow)
      : withEffects(flow, { running: "search", problem: undefined }, { type: "load_deferred" }),

  loading_retried: (flow) => loadMissing(flow),
};

const onResult: Pick<ResultReducers, "load_sponsors" | "load_forms" | "load_deferred"> = {
  load_sponsors: {
    succeeded: (flow, { value: all }) => {
      const { productType } = flow.setup;
      const covers = (types: string[] | undefined) =>
        !productType || !types?.length || types.includes(productType);
      const value = all.filter(({ product_types }) => covers(product_types));
      const only = !flow.sponsorSlug && value.length === 1 ? value[0] : undefined;
      const sponsors = { state: "ready", value } as const;
      return only
        ? loadMissing({ ...flow, sponsors, sponsorSlug: only.sponsor_slug })
        : withEffects(flow, { sponsors });
    },
    failed: (flow, problem) => withEffects(flow, { sponsors: { state: "failed", problem } }),
  },

  load_forms: {
    succeeded: (flow, { effect, value }) => setForms(flow, effect, { state: "ready", value }),
    failed: (flow, problem, effect) => setForms(flow, effect, { state: "failed", problem }),
  },

  load_deferred: {
    succeeded: (flow) => unchanged(flow),
    failed: (flow, problem) => withEffects(flow, { running: undefined, problem }),
  },
};

export const searchReducers = { onEvent, onResult };

/** A host page that names the beneficiary skips the search. */
function skipSearch(flow: FlowState): FlowState {
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

/** Loads what the current selection needs and what is neither loaded nor loading. */
export function loadMissing(flow: FlowState): Transition {
  const effects: Effect[] = [];
  let next = flow;
  const { sponsorSlug } = flow;
  const wanted = (what: { state: string }) => what.state === "none" || what.state === "failed";
  if (!sponsorSlug && wanted(flow.sponsors)) {
    next = { ...next, sponsors: { state: "loading" } };
    effects.push({ type: "load_sponsors" });
  }
  if (sponsorSlug && wanted(flow.forms)) {
    next = { ...next, forms: { state: "loading" } };
    effects.push({ type: "load_forms", sponsorSlug });
  }
  if (flow.request && wanted(flow.policy)) {
    next = { ...next, policy: { state: "loading" } };
    effects.push({ type: "load_policy", requestId: flow.request.id });
  }
  return { flow: next, effects };
}

function setForms(
  flow: FlowState,
  effect: Extract<Effect, { type: "load_forms" }>,
  forms: FlowState["forms"],
): Transition {
  return withEffects(flow, effect.sponsorSlug === flow.sponsorSlug ? { forms } : {});
}

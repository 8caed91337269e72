import type { Beneficiary, Coverage } from "@osigu-preauth/shared";
import type { Advance, Effect } from "../events.ts";
import { becomes } from "../next.ts";
import { currentForm } from "../selectors/search.ts";
import type { Flow } from "../state.ts";
import type { Endings, Handlers } from "../transition.ts";

/** The first screen: the sponsors and the form of one. What is filled in, `filling-in.ts` knows more about. */

type Searching = "started" | "search_edited" | "search_submitted" | "loading_retried";

const handlers: Pick<Handlers, Searching> = {
  started: (flow) => loadMissing(skipSearch(flow)),

  search_edited: (flow, { key, value }) =>
    becomes(flow, { searchValues: { ...flow.searchValues, [key]: value } }),

  /** What was filled in is checked by rules that come later, and so is sent when they are here. */
  search_submitted: (flow) =>
    flow.running || !currentForm(flow)
      ? becomes(flow)
      : becomes(flow, { running: "search", problem: undefined }, { do: "await_later" }),

  loading_retried: (flow) => loadMissing(flow),
};

const endings: Pick<Endings, "load_sponsors" | "load_forms" | "await_later"> = {
  load_sponsors: {
    done: (flow, { value: all }) => {
      const { productType } = flow.setup;
      const covers = (types: string[] | undefined) =>
        !productType || !types?.length || types.includes(productType);
      const value = all.filter(({ product_types }) => covers(product_types));
      const only = !flow.sponsorSlug && value.length === 1 ? value[0] : undefined;
      const sponsors = { state: "ready", value } as const;
      return only
        ? loadMissing({ ...flow, sponsors, sponsorSlug: only.sponsor_slug })
        : becomes(flow, { sponsors });
    },
    failed: (flow, problem) => becomes(flow, { sponsors: { state: "failed", problem } }),
  },

  load_forms: {
    /** A sponsor without a form cannot be searched: that is no answer to go on with. */
    done: (flow, { of, value }) =>
      formed(
        flow,
        of,
        value.length
          ? { state: "ready", value }
          : { state: "failed", problem: { code: "upstream_invalid", retryable: true } },
      ),
    failed: (flow, problem, of) => formed(flow, of, { state: "failed", problem }),
  },

  await_later: {
    done: (flow) => becomes(flow),
    failed: (flow, problem) => becomes(flow, { running: undefined, problem }),
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
export function loadMissing(flow: Flow): Advance {
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
  if (flow.request && wanted(flow.policy)) {
    next = { ...next, policy: { state: "loading" } };
    effects.push({ do: "load_policy", requestId: flow.request.id });
  }
  return { flow: next, effects };
}

function formed(flow: Flow, of: Extract<Effect, { do: "load_forms" }>, forms: Flow["forms"]): Advance {
  return becomes(flow, of.sponsorSlug === flow.sponsorSlug ? { forms } : {});
}

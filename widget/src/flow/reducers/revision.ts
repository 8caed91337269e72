import { unchanged, withEffects } from "../next.ts";
import { rejectedLines } from "../selectors/decision.ts";
import { currentForm } from "../selectors/search.ts";
import type { FlowState } from "../state.ts";
import type { EventReducers } from "../transition.ts";
import { resetForNewRequest } from "../upload-state.ts";

/** Another request for what was not approved. */

/** What belongs to a request, and not to the next one. */
const noRequest = {
  policy: { state: "none" },
  draft: undefined,
  request: undefined,
  completionKey: undefined,
  challenge: undefined,
  watch: undefined,
  checks: undefined,
  outcome: undefined,
  returnsToReview: undefined,
  refusedFiles: undefined,
  problem: undefined,
  errors: {},
} as const;

/** For whom a colleague's request was, the session does not know: the user looks them up. */
const nextStepOf = ({ beneficiary }: FlowState) =>
  beneficiary?.beneficiary_id ? "select_products" : "search_beneficiary";

const onEvent: Pick<EventReducers, "revision_started" | "repeat_started"> = {
  /**
   * Keeps the patient, the products that were not approved, the diagnoses and the files. What belongs to the decided
   * request is dropped, so the next create has a key of its own and receives the files.
   */
  revision_started: (flow) => {
    const products = rejectedLines(flow);
    if (flow.step !== "outcome" || !products.length) return unchanged(flow);
    return withEffects(flow, {
      step: nextStepOf(flow),
      products,
      files: flow.files.map(resetForNewRequest),
      ...noRequest,
    });
  },

  /** The documents of one patient are never sent for another. */
  repeat_started: (flow, { keep }) => {
    if (flow.step !== "outcome") return unchanged(flow);
    const next = { ...noRequest, files: [] };
    if (keep === "patient") {
      return withEffects(flow, { ...next, step: nextStepOf(flow), products: [], diagnoses: [] });
    }
    const typed = currentForm(flow)?.fields.filter(({ options }) => !options.length) ?? [];
    const searchValues = Object.fromEntries(
      Object.entries(flow.searchValues).filter(([key]) => !typed.some((field) => field.key === key)),
    );
    return withEffects(flow, {
      ...next,
      step: "search_beneficiary",
      beneficiary: undefined,
      found: undefined,
      dependents: undefined,
      chosenPersonId: undefined,
      searchValues,
    });
  },
};

export const revisionReducers = { onEvent, onResult: {} };

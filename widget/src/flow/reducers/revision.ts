import { unchanged, withEffects } from "../next.ts";
import { rejectedLines } from "../selectors/decision.ts";
import type { EventReducers } from "../transition.ts";
import { resetForNewRequest } from "../upload-state.ts";

/** Another request for what was not approved. */

const onEvent: Pick<EventReducers, "revision_started"> = {
  /**
   * Keeps the patient, the products that were not approved, the diagnoses and the files. What belongs to the decided
   * request is dropped, so the next create has a key of its own and receives the files.
   */
  revision_started: (flow) => {
    const products = rejectedLines(flow);
    if (flow.step !== "outcome" || !products.length) return unchanged(flow);
    return withEffects(flow, {
      step: "select_products",
      products,
      files: flow.files.map(resetForNewRequest),
      policy: { state: "none" },
      draft: undefined,
      request: undefined,
      completionKey: undefined,
      watch: undefined,
      checks: undefined,
      outcome: undefined,
      returnsToReview: undefined,
      refusedFiles: undefined,
      problem: undefined,
      errors: {},
    });
  },
};

export const revisionReducers = { onEvent, onResult: {} };

import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import type { Transition } from "../events.ts";
import { unchanged, withEffects } from "../next.ts";
import { isDecided } from "../selectors/decision.ts";
import type { FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";

/** News of a request: what was noticed about its documents, and what the sponsor decided. */

const onEvent: Pick<
  EventReducers,
  "watch_asked" | "watch_changed" | "decision_received" | "document_checked"
> = {
  /** Before a request is complete there is nothing to ask for; there may be something to hear. */
  watch_asked: (flow) => (flow.watch?.requestId === flow.request?.id ? unchanged(flow) : watch(flow)),

  watch_changed: (flow, { requestId, live }) =>
    requestId === flow.watch?.requestId
      ? clearWatchProblem(flow, { watch: { requestId, live } })
      : unchanged(flow),

  /** Each state is taken once, however often and by whichever way it is told; a late answer undoes nothing. */
  decision_received: (flow, { outcome }) => {
    const known = flow.outcome;
    if (!known || known.authorization_request_id !== outcome.authorization_request_id) return unchanged(flow);
    const isOld = isDecided(known) && !isDecided(outcome);
    return isOld || contentOf(known) === contentOf(outcome)
      ? clearWatchProblem(flow)
      : clearWatchProblem(flow, { outcome });
  },

  document_checked: (flow, { requestId, check }) =>
    requestId === flow.request?.id
      ? withEffects(flow, { checks: { ...flow.checks, [check.file_type]: check } })
      : unchanged(flow),
};

const onResult: Pick<ResultReducers, "watch"> = {
  watch: {
    succeeded: (flow) => unchanged(flow),
    /** Who waits for a decision is told that nothing can be heard; it is tried again all the same. */
    failed: (flow, problem, { requestId }) =>
      flow.outcome && requestId === flow.watch?.requestId
        ? withEffects(flow, { watch: { requestId, live: false }, problem })
        : unchanged(flow),
  },
};

export const decisionReducers = { onEvent, onResult };

/** Waits for news of the request, from now on in place of any other. */
export function watch(flow: FlowState): Transition {
  const requestId = flow.outcome?.authorization_request_id ?? flow.request?.id;
  if (!requestId) return unchanged(flow);
  const polls = !!flow.outcome && !isDecided(flow.outcome);
  return withEffects(flow, { watch: { requestId, live: false } }, { type: "watch", requestId, polls });
}

/** On the last step only the watch has problems, and whoever hears something has none. */
function clearWatchProblem(flow: FlowState, change: Partial<FlowState> = {}): Transition {
  return withEffects(flow, { ...(flow.outcome && { problem: undefined }), ...change });
}

/** What a person would see of an outcome, in an order of its own. */
function contentOf({ status, authorizations }: AuthorizationOutcome): string {
  const groups = authorizations.map((one) =>
    JSON.stringify([
      one.authorization_code,
      one.product_type,
      one.status,
      one.rejection_reason,
      one.expires_at,
      one.products.map(({ product_code }) => product_code).sort(),
    ]),
  );
  return [status, ...groups.sort()].join();
}

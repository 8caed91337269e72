import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import type { Transition } from "../events.ts";
import { unchanged, withEffects } from "../next.ts";
import { isDecided } from "../selectors/decision.ts";
import type { FlowState } from "../state.ts";
import type { EventReducers, ResultReducers } from "../transition.ts";

/** What the server reports about a request: checks of its documents, and decisions of the sponsor. */

const onEvent: Pick<
  EventReducers,
  "watch_asked" | "watch_changed" | "decision_received" | "document_checked"
> = {
  /** Starts the watch of the current request. Before the completion there is nothing to poll. */
  watch_asked: (flow) => (flow.watch?.requestId === flow.request?.id ? unchanged(flow) : watch(flow)),

  watch_changed: (flow, { requestId, live }) =>
    requestId === flow.watch?.requestId
      ? clearWatchProblem(flow, { watch: { requestId, live } })
      : unchanged(flow),

  /** Each outcome is taken once, however often it is received. A late, undecided one does not replace a decision. */
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
    /** The problem shows only while the user waits for a decision. The watch continues by itself. */
    failed: (flow, problem, { requestId }) =>
      flow.outcome && requestId === flow.watch?.requestId
        ? withEffects(flow, { watch: { requestId, live: false }, problem })
        : unchanged(flow),
  },
};

export const decisionReducers = { onEvent, onResult };

/** Watches the request, in place of any other. */
export function watch(flow: FlowState): Transition {
  const requestId = flow.outcome?.authorization_request_id ?? flow.request?.id;
  if (!requestId) return unchanged(flow);
  const polls = !!flow.outcome && !isDecided(flow.outcome);
  return withEffects(flow, { watch: { requestId, live: false } }, { type: "watch", requestId, polls });
}

/** On the last step every problem comes from the watch, and ends when that receives something. */
function clearWatchProblem(flow: FlowState, change: Partial<FlowState> = {}): Transition {
  return withEffects(flow, { ...(flow.outcome && { problem: undefined }), ...change });
}

/** What the user sees of an outcome, in a normalized order. */
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

import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import type { Advance } from "../events.ts";
import { becomes } from "../next.ts";
import type { Flow } from "../state.ts";
import type { Endings, Handlers } from "../transition.ts";

/** News of a request: what was noticed about its documents, and what the sponsor decided. */

const handlers: Pick<Handlers, "watch_asked" | "watch_changed" | "decision_received" | "document_checked"> = {
  /** Before a request is complete there is nothing to ask for; there may be something to hear. */
  watch_asked: (flow) => (flow.watch?.requestId === flow.request?.id ? becomes(flow) : watch(flow)),

  watch_changed: (flow, { requestId, live }) =>
    requestId === flow.watch?.requestId ? heard(flow, { watch: { requestId, live } }) : becomes(flow),

  /** Each state is taken once, however often and by whichever way it is told; a late answer undoes nothing. */
  decision_received: (flow, { outcome }) => {
    const known = flow.outcome;
    if (!known || known.authorization_request_id !== outcome.authorization_request_id) return becomes(flow);
    const isOld = isDecided(known) && !isDecided(outcome);
    return isOld || contentOf(known) === contentOf(outcome) ? heard(flow) : heard(flow, { outcome });
  },

  document_checked: (flow, { requestId, check }) =>
    requestId === flow.request?.id
      ? becomes(flow, { checks: { ...flow.checks, [check.file_type]: check } })
      : becomes(flow),
};

const endings: Pick<Endings, "watch"> = {
  watch: {
    done: (flow) => becomes(flow),
    /** Who waits for a decision is told that nothing can be heard; it is tried again all the same. */
    failed: (flow, problem, { requestId }) =>
      flow.outcome && requestId === flow.watch?.requestId
        ? becomes(flow, { watch: { requestId, live: false }, problem })
        : becomes(flow),
  },
};

export const deciding = { handlers, endings };

/** Waits for news of the request, from now on in place of any other. */
export function watch(flow: Flow): Advance {
  const requestId = flow.outcome?.authorization_request_id ?? flow.request?.id;
  if (!requestId) return becomes(flow);
  const asks = !!flow.outcome && !isDecided(flow.outcome);
  return becomes(flow, { watch: { requestId, live: false } }, { do: "watch", requestId, asks });
}

/** Whether all of a request is decided. */
export function isDecided({ status }: AuthorizationOutcome): boolean {
  return status === "COMPLETED";
}

/** On the last step only the watch has problems, and whoever hears something has none. */
function heard(flow: Flow, change: Partial<Flow> = {}): Advance {
  return becomes(flow, { ...(flow.outcome && { problem: undefined }), ...change });
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

import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import type { Client } from "../api/client.ts";
import { encodeJson } from "../format/json.ts";
import { load } from "../lazy/load-module.ts";
import { browserClock, whenOnline } from "../platform/clock.ts";
import { type EffectHandlers, pathSegment } from "./effect-handlers.ts";

const requests = "/arc/v1/authorization-requests";

/** The watch in progress of each client. At most one request is watched at a time. */
const watches = new WeakMap<Client, AbortController>();

/** The effects that complete a request and wait for the decision. */
export const decisionHandlers: Pick<EffectHandlers, "complete" | "refetch" | "watch"> = {
  complete: ({ client, signal }, { requestId, key, verificationToken }) =>
    client.call<AuthorizationOutcome>("POST", `${requests}/${pathSegment(requestId)}/complete`, {
      body: encodeJson({ otp_verification_token: verificationToken }),
      key,
      signal,
    }),

  refetch: ({ client, signal }, { requestId }) =>
    client.get<AuthorizationOutcome>(`${requests}/${pathSegment(requestId)}`, signal),

  watch: async ({ client, dispatch, signal }, { requestId, polls }) => {
    const ownWatch = new AbortController();
    watches.get(client)?.abort();
    watches.set(client, ownWatch);
    const ended = AbortSignal.any([ownWatch.signal, signal]);
    const { watchRequest } = await loadSseClient(ended);
    return watchRequest({
      client,
      requestId,
      polls,
      listeners: {
        live: (live) => dispatch({ type: "watch_changed", requestId, live }),
        outcome: (outcome) => dispatch({ type: "decision_received", outcome }),
        check: (check) => dispatch({ type: "document_checked", requestId, check }),
        problem: (problem) =>
          dispatch({ type: "effect_failed", effect: { type: "watch", requestId, polls }, problem }),
      },
      signal: ended,
    });
  },
};

/** Milliseconds between two attempts to load the SSE client. */
const retryDelay = 2_000;

/** Nobody presses a button for the watch, so its module is loaded again until that works. */
async function loadSseClient(signal: AbortSignal): Promise<typeof import("../api/sse-client.ts")> {
  for (;;) {
    const module = await load(() => import("../api/sse-client.ts")).catch(() => undefined);
    signal.throwIfAborted();
    if (module) return module;
    await whenOnline(signal, browserClock, retryDelay);
  }
}

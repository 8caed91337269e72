import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import type { Client } from "../api/client.ts";
import { load } from "../lazy/load-module.ts";
import { browserTimers, connection } from "./clock.ts";
import { type Performers, part } from "./effect-handlers.ts";

const requests = "/arc/v1/authorization-requests";

/** What each client is listening for. A person waits for one request at a time. */
const watches = new WeakMap<Client, AbortController>();

/** The calls that end in a decision, and the waiting for it. */
export const decisionPerformers: Pick<Performers, "complete" | "reread" | "watch"> = {
  complete: ({ client, signal }, { requestId, key, proof }) =>
    client.call<AuthorizationOutcome>("POST", `${requests}/${part(requestId)}/complete`, {
      body: { otp_verification_token: proof },
      key,
      signal,
    }),

  reread: ({ client, signal }, { requestId }) =>
    client.get<AuthorizationOutcome>(`${requests}/${part(requestId)}`, signal),

  watch: async ({ client, tell, signal }, { requestId, asks }) => {
    const own = new AbortController();
    watches.get(client)?.abort();
    watches.set(client, own);
    const ends = AbortSignal.any([own.signal, signal]);
    const { watchNews } = await listener(ends);
    return watchNews({
      client,
      requestId,
      asks,
      ears: {
        live: (live) => tell({ type: "watch_changed", requestId, live }),
        outcome: (outcome) => tell({ type: "decision_received", outcome }),
        check: (check) => tell({ type: "document_checked", requestId, check }),
        problem: (problem) => tell({ type: "failed", of: { do: "watch", requestId, asks }, problem }),
      },
      signal: ends,
    });
  },
};

/** Milliseconds until what listens is asked for again, where it did not come. */
const pause = 2_000;

/** What listens comes over the line that it listens to: as that is, it is tried again for as long as it takes. */
async function listener(signal: AbortSignal): Promise<typeof import("../api/sse-client.ts")> {
  for (;;) {
    const events = await load(() => import("../api/sse-client.ts")).catch(() => undefined);
    signal.throwIfAborted();
    if (events) return events;
    await connection(signal, browserTimers, pause);
  }
}

import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import type { Client } from "../client/client.ts";
import { type Performers, part } from "./perform.ts";

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
    const { watchNews } = await import("../client/events.ts");
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
      signal: AbortSignal.any([own.signal, signal]),
    });
  },
};

import { listedRequest, requestListPage, requestListStates, requestSummary } from "@osigu-preauth/shared";
import { z } from "zod";
import { grantToSession } from "../ownership/grant-to-session.ts";
import { NotOwnedError } from "../ownership/not-owned-error.ts";
import type { Dependencies } from "./dependencies.ts";
import { respondWithStream } from "./event-stream.ts";
import { lastEventIdHeader } from "./headers.ts";
import { type Route, sessionRoute } from "./route.ts";
import { ownRequest, requestParams } from "./schemas.ts";

const path = "/arc/v1/authorization-requests";

const query = z.object({
  state: z.enum(requestListStates).optional(),
  query: z.string().trim().max(200).default(""),
  page: z.coerce.number().int().min(0).max(10_000).default(0),
  size: z.coerce.number().int().min(1).max(100).default(15),
});

/** The requests of a session's user or group. The first two paths come before `…/{id}`, which matches them too. */
export function requestListRoutes({
  requests,
  listWatchers,
  ownership,
}: Pick<Dependencies, "requests" | "listWatchers" | "ownership">): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path,
      operationId: "listRequests",
      summary: "The requests that the session's user, or its group, made; newest first.",
      query,
      reply: requestListPage,
      status: 200,
      description: { tag: "Authorization requests" },
      async handler(ctx) {
        const { session, host, input } = ctx.state;
        ctx.body = await requests.page(session, input.query, host.sponsors);
      },
    }),
    sessionRoute({
      method: "GET",
      path: `${path}/events`,
      operationId: "requestListEvents",
      summary: "The live events of all these requests, as Server-Sent Events: `request`, `decision`.",
      status: 200,
      description: {
        tag: "Events",
        requestHeaders: lastEventIdHeader,
        events: { request: listedRequest, decision: listedRequest },
      },
      async handler(ctx) {
        const { session } = ctx.state;
        await respondWithStream(ctx, (request) => listWatchers.open({ ...request, session }));
      },
    }),
    sessionRoute({
      method: "GET",
      path: `${path}/:id/summary`,
      operationId: "requestSummary",
      summary:
        "What a request was made with, for a new one or to go on with it: diagnoses, products, documents.",
      params: requestParams,
      reply: requestSummary,
      status: 200,
      description: { tag: "Authorization requests" },
      permission: ownRequest,
      async handler(ctx) {
        const { session, input } = ctx.state;
        const summary = await requests.summary(input.params.id, session);
        if (summary === undefined) throw new NotOwnedError();
        // Whoever asked for a person before may do so again, without a new search.
        if (summary.beneficiary_id !== undefined)
          await grantToSession(ownership, session, "beneficiary", [summary.beneficiary_id]);
        ctx.body = summary;
      },
    }),
  ];
}

import { requestListPage, requestListStates } from "@osigu-preauth/shared";
import { z } from "zod";
import type { Dependencies } from "./dependencies.ts";
import { respondWithStream } from "./event-stream.ts";
import { type Route, sessionRoute } from "./route.ts";

const path = "/arc/v1/authorization-requests";

const query = z.object({
  state: z.enum(requestListStates).optional(),
  query: z.string().trim().max(200).default(""),
  page: z.coerce.number().int().min(0).max(10_000).default(0),
  size: z.coerce.number().int().min(1).max(100).default(15),
});

/** The requests of a session's user or group. These paths come before `…/{id}`, which matches them too. */
export function requestListRoutes({
  requests,
  listWatchers,
}: Pick<Dependencies, "requests" | "listWatchers">): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path,
      operationId: "listRequests",
      summary: "The requests that the session's user, or its group, made; newest first.",
      query,
      reply: requestListPage,
      status: 200,
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
      async handler(ctx) {
        const { session } = ctx.state;
        await respondWithStream(ctx, (request) => listWatchers.open({ ...request, session }));
      },
    }),
  ];
}

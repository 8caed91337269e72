import { authorizationOutcome, documentCheck } from "@osigu-preauth/shared";
import type { Dependencies } from "./dependencies.ts";
import { respondWithStream } from "./event-stream.ts";
import { lastEventIdHeader } from "./headers.ts";
import { type Route, sessionRoute } from "./route.ts";
import { ownRequest, requestParams } from "./schemas.ts";

/** `GET …/{id}/events`: decisions as they come, as Server-Sent Events. */
export function eventRoutes({ watchers }: Pick<Dependencies, "watchers">): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path: "/arc/v1/authorization-requests/:id/events",
      operationId: "requestEvents",
      summary: "The live events of a request, as Server-Sent Events: `decision`, `document_check`.",
      params: requestParams,
      status: 200,
      description: {
        tag: "Events",
        requestHeaders: lastEventIdHeader,
        events: { decision: authorizationOutcome, document_check: documentCheck },
      },
      permission: ownRequest,
      async handler(ctx) {
        const { session, input } = ctx.state;
        await respondWithStream(ctx, (request) =>
          watchers.open({ ...request, session, requestId: input.params.id }),
        );
      },
    }),
  ];
}

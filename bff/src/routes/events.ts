import { ProblemError } from "../problem/problem-error.ts";
import type { Dependencies } from "./dependencies.ts";
import { type Route, sessionRoute } from "./route.ts";
import { ownRequest, requestParams } from "./schemas.ts";

/** Nothing between here and the page may hold an event back. */
export const eventStreamHeaders = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-store, no-transform",
  "X-Accel-Buffering": "no",
};

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
      permission: ownRequest,
      async handler(ctx) {
        ctx.set(eventStreamHeaders);
        ctx.status = 200;
        if (ctx.method === "HEAD") return;
        const { session, input } = ctx.state;
        const { "last-event-id": lastEventId, origin } = ctx.req.headers;
        const stream = await watchers.open({
          session,
          requestId: input.params.id,
          lastEventId: typeof lastEventId === "string" ? lastEventId : undefined,
          origin,
          inTransit: () => ctx.res.writableLength,
        });
        // Where an earlier response still has the connection, nothing of this one would go out.
        if (ctx.res.socket === null) {
          stream.destroy();
          throw new ProblemError("overloaded", { retryAfter: 1 });
        }
        ctx.body = stream;
      },
    }),
  ];
}

import type { Answer } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import type { LiveRequests } from "../request-events/request-watchers.ts";
import { type Route, sessionRoute } from "./route.ts";

/** How the address of a stream ends. */
export const eventsPath = "/events";

/** The answer was written as it came to be; nothing is left to write. */
const underWay: Answer = { status: 200 };

/** `GET …/{id}/events`: decisions as they come, over Server-Sent Events. */
export function eventRoute(live: LiveRequests): Route {
  return sessionRoute<unknown, unknown>({
    method: "GET",
    path: `/arc/v1/authorization-requests/{id}${eventsPath}`,
    operation: "requestEvents",
    summary: "What becomes of a request, as Server-Sent Events: `decision`, `document_check`.",
    status: 200,
    guards: { owns: ({ parts }) => ({ kind: "request", id: parts.id ?? "" }) },
    async handle({ parts }, call) {
      // Only asked what it would be.
      if (call.req.method === "HEAD") return { status: 200, type: eventStream };
      await live.open(call, parts.id ?? "", headersOf(call));
      return underWay;
    },
  });
}

const eventStream = "text/event-stream";

/** Nothing between here and the page may hold an event back: no cache, no compression, no buffer of a proxy. */
function headersOf(call: Call): string[] {
  const headers = [
    ...["X-Request-Id", call.requestId],
    ...["Content-Type", eventStream],
    ...["Cache-Control", "no-store, no-transform"],
    ...["X-Accel-Buffering", "no"],
    ...["X-Content-Type-Options", "nosniff"],
    ...["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
    ...["Cross-Origin-Resource-Policy", "same-origin"],
    ...["Vary", "Origin"],
  ];
  if (call.readableBy === undefined) return headers;
  return [
    ...headers,
    ...["Access-Control-Allow-Origin", call.readableBy],
    ...["Access-Control-Expose-Headers", "X-Request-Id, Retry-After"],
  ];
}

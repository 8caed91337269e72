import type { ListedRequest, RequestListEvents } from "@osigu-preauth/shared";
import type { Problem } from "../problem/problem.ts";
import { LiveStream, type WatchContext } from "./live-stream.ts";

export type RequestListWatchOptions = WatchContext & {
  /** A request that is new or has changed. */
  onRequest(request: ListedRequest): void;
  /** Whether a stream is open. */
  onLive(isLive: boolean): void;
  /** A stream has opened, or none works: what is shown may be out of date. */
  onStale(): Promise<unknown>;
  onProblem(problem: Problem): void;
};

/** Watches the requests of a session in one stream, until the signal aborts. */
export async function watchRequestList({
  onRequest,
  onLive,
  onStale,
  onProblem,
  ...context
}: RequestListWatchOptions): Promise<void> {
  await new LiveStream({
    ...context,
    path: "/arc/v1/authorization-requests/events",
    poll: async () => {
      await onStale();
      return false;
    },
    onEvent: ({ event, data }) => {
      const name = event as keyof RequestListEvents;
      if (name === "request" || name === "decision") onRequest(JSON.parse(data));
    },
    onLive: (isLive) => {
      onLive(isLive);
      if (isLive) void onStale();
    },
    onProblem,
  }).run();
}

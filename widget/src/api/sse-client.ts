import type {
  AuthorizationOutcome,
  DocumentCheck,
  ListedRequest,
  RequestListEvents,
} from "@osigu-preauth/shared";
import type { Problem } from "../problem/problem.ts";
import { LiveStream, type WatchContext } from "./live-stream.ts";

/** What a watch reports. `live`: whether a stream is open. */
export type WatchListeners = {
  live(isLive: boolean): void;
  outcome(outcome: AuthorizationOutcome): void;
  check(check: DocumentCheck): void;
  /** Called once until the server answers again. The watch continues. */
  problem(problem: Problem): void;
};

export type WatchOptions = WatchContext & {
  requestId: string;
  /** Whether to poll the request where no event stream works. */
  polls: boolean;
  listeners: WatchListeners;
};

/** Watches a request until the signal aborts. */
export async function watchRequest({
  requestId,
  polls,
  listeners,
  ...context
}: WatchOptions): Promise<undefined> {
  const path = `/arc/v1/authorization-requests/${encodeURIComponent(requestId)}`;
  const poll = async (signal: AbortSignal) => {
    const outcome = await context.client.get<AuthorizationOutcome>(path, signal);
    listeners.outcome(outcome);
    return outcome.status === "COMPLETED";
  };
  await new LiveStream({
    ...context,
    path: `${path}/events`,
    poll: polls ? poll : undefined,
    onEvent: ({ event, data }) => {
      if (event === "decision") listeners.outcome(JSON.parse(data));
      if (event === "document_check") listeners.check(JSON.parse(data));
    },
    onLive: listeners.live,
    onProblem: listeners.problem,
  }).run();
  return undefined;
}

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

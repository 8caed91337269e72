import type { RequestStore } from "../authorization/request-store.ts";
import type { CallLog } from "./call-log.ts";

export type Counts = ReturnType<typeof countCalls>;

/** What the sandbox has taken in and carried out: the other side of what a caller was told. */
export function countCalls(calls: CallLog, requests: RequestStore) {
  const operations: Record<
    string,
    { calls: number; carried_out: number; by_status: Record<string, number> }
  > = {};
  for (const { operation, status } of calls.all()) {
    const entry = operations[operation] ?? { calls: 0, carried_out: 0, by_status: {} };
    operations[operation] = entry;
    entry.calls += 1;
    if (status === undefined) continue;
    entry.carried_out += 1;
    entry.by_status[status] = (entry.by_status[status] ?? 0) + 1;
  }
  const tokenCalls = calls.of("issueToken").map(({ at }) => at);
  return {
    operations,
    /** Authorization requests that exist. */
    creates: requests.all().length,
    /** Requests that were completed; each can be only once. */
    completes: requests.all().filter(({ completedAt }) => completedAt !== undefined).length,
    /** Files that arrived whole, by request. */
    uploads: Object.fromEntries(requests.all().map(({ id, files }) => [id, files])),
    /** When the token endpoint was called, milliseconds since 1970. */
    token_calls: tokenCalls,
    most_token_calls_a_minute: mostWithin(tokenCalls, 60_000),
  };
}

function mostWithin(instants: number[], span: number): number {
  let start = 0;
  let most = 0;
  for (const [end, at] of instants.entries()) {
    while ((instants[start] ?? at) <= at - span) start += 1;
    most = Math.max(most, end - start + 1);
  }
  return most;
}

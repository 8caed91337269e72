import type { EventLog } from "./event-log.ts";

/** Sponsors of requests that are cached; they never change. Past it the oldest are read again. */
const maxCached = 20_000;

/** The sponsor of a request; undefined when its log does not say. */
export type RequestSponsors = (requestId: string) => Promise<string | undefined>;

/** Reads to which sponsor each request was made, from its event log. `onUnavailable`: for a log that cannot be read. */
export function requestSponsors(
  eventLog: EventLog,
  onUnavailable: (requestId: string) => Promise<string>,
): RequestSponsors {
  const cached = new Map<string, string>();

  return async (requestId) => {
    const known = cached.get(requestId);
    if (known !== undefined) return known;
    const entries = await eventLog.read(requestId);
    const created = entries?.find(({ event }) => event.kind === "created")?.event;
    if (entries === undefined) return onUnavailable(requestId);
    if (created?.kind !== "created") return undefined;
    cached.set(requestId, created.sponsorSlug);
    if (cached.size > maxCached) cached.delete(cached.keys().next().value ?? "");
    return created.sponsorSlug;
  };
}

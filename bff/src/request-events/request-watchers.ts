import { createHash, randomUUID } from "node:crypto";
import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import { Gauge } from "prom-client";
import type { Hosts } from "../hosts/hosts.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { ArcClient } from "../osigu/arc-client.ts";
import type { RateLimiter } from "../rate-limits/rate-limiter.ts";
import type { Erasure } from "../redis/erasure.ts";
import type { Session } from "../session/session.ts";
import { parseEventId } from "./event-id.ts";
import { type Entry, type EventLog, topicOf } from "./event-log.ts";
import { Heartbeats } from "./heartbeats.ts";
import { isUndecided, projectOutcome } from "./project-outcome.ts";
import { RequestWatcher } from "./request-watcher.ts";
import { EventStream, endedStream } from "./sse-stream.ts";
import { StreamLimits } from "./stream-limits.ts";

/** Milliseconds between two polls of the vendor for one request, at least. */
const minPollInterval = 10_000;
/** Milliseconds between polls for a watched request that is undecided: the first interval, and the longest. */
const pollIntervals = { withoutWebhooks: [5_000, 60_000], withWebhooks: [60_000, 600_000] } as const;

type Deps = {
  eventLog: EventLog;
  arc: ArcClient;
  hosts: Hosts;
  limiter: RateLimiter;
  metrics: Metrics;
  /** Whether webhooks report decisions. Without them the vendor is polled more often. */
  hasWebhooks: boolean;
};

/** A stream that a session opens. `inTransit`: see `EventStream`. */
export type StreamRequest = {
  session: Session;
  requestId: string;
  lastEventId: string | undefined;
  /** The page's origin. */
  origin?: string | undefined;
  inTransit: () => number;
};

/** The requests that are watched at this instance, and their event streams. */
export class RequestWatchers {
  readonly #deps: Deps;
  readonly #watchers = new Map<string, RequestWatcher>();
  readonly #streams = new StreamLimits();
  readonly #heartbeats: Heartbeats;
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#heartbeats = new Heartbeats(deps.hosts, () => this.#refreshAndPoll());
    deps.eventLog.onAppended((topic) => {
      if (topic !== undefined) this.#watchers.get(topic)?.refresh();
      else for (const watcher of this.#watchers.values()) watcher.refresh();
    });
    const streams = this.#streams;
    new Gauge({
      name: "preauth_streams_open",
      help: "Open event streams.",
      registers: [deps.metrics.registry],
      collect() {
        this.set(streams.count);
      },
    });
  }

  /**
   * Opens a stream for a request: the current events, or those after `lastEventId`, then every new one. Once closed, one
   * that has ended. Throws `rate_limited` or `overloaded`.
   */
  async open({ session, requestId, lastEventId, origin, inTransit }: StreamRequest): Promise<EventStream> {
    if (this.#closed) return endedStream(session, requestId, inTransit);
    this.#streams.check(session);
    const { limiter, hosts } = this.#deps;
    const leave = limiter.enter("streams", session.limitKey, hosts.find(session.host)?.limits);
    const watcher = this.#watcherOf(requestId);
    watcher.opening += 1;
    let stream: EventStream | undefined;
    try {
      await watcher.load();
      if (this.#closed) return endedStream(session, requestId, inTransit);
      stream = new EventStream(session, watcher.id, inTransit);
      stream.origin = origin;
      stream.sponsor = watcher.sponsor;
      this.#begin(watcher, stream, lastEventId, leave);
    } finally {
      if (stream === undefined) leave();
      watcher.opening -= 1;
      this.#removeIfUnused(watcher);
    }
    if (watcher.needsPoll) void this.#poll(watcher);
    return stream;
  }

  /** Appends a reply of the vendor to the log of its request, once for each content. */
  async recordOutcome(requestId: string, outcome: AuthorizationOutcome): Promise<void> {
    // Before the request is completed there is nothing to decide.
    if (outcome.status === "PENDING_INDICATION") return;
    const digest = createHash("sha256").update(JSON.stringify(outcome)).digest("base64url");
    const key = `polled\n${requestId}\n${digest}`;
    await this.#deps.eventLog.append(requestId, key, { kind: "polled", at: Date.now(), outcome });
  }

  /** A reply of the vendor, with the decisions that webhooks reported. */
  async withDecisions(requestId: string, outcome: AuthorizationOutcome): Promise<AuthorizationOutcome> {
    const entries = await this.#deps.eventLog.read(requestId);
    if (entries === undefined || outcome.status === "PENDING_INDICATION") return outcome;
    // The reply is newer than the log: streams get it now.
    if (differsFromLog(outcome, entries)) void this.recordOutcome(requestId, outcome);
    if (!entries.some(({ event }) => event.kind === "webhook" || event.kind === "dispensing")) return outcome;
    const event = { kind: "polled", at: Date.now(), outcome } as const;
    const id = entries.at(-1)?.id ?? "";
    return projectOutcome(requestId, [...entries, { id, event }])?.outcome ?? outcome;
  }

  /** Ends the streams of erased requests. */
  erase({ topics }: Erasure): void {
    for (const topic of topics) this.#watchers.get(topic)?.end();
  }

  /** Ends every stream, so that browsers reconnect to another instance. */
  close(): void {
    this.#closed = true;
    this.#heartbeats.close();
    for (const watcher of this.#watchers.values()) watcher.end();
    this.#deps.eventLog.close();
  }

  #begin(
    watcher: RequestWatcher,
    stream: EventStream,
    lastEventId: string | undefined,
    leave: () => void,
  ): void {
    this.#streams.add(stream);
    this.#heartbeats.add(stream);
    stream.open(watcher.add(stream, parseEventId(lastEventId)));
    stream.once("close", () => {
      leave();
      this.#streams.remove(stream);
      this.#heartbeats.remove(stream);
      watcher.remove(stream);
      this.#removeIfUnused(watcher);
    });
  }

  #watcherOf(requestId: string): RequestWatcher {
    const topic = topicOf(requestId);
    const known = this.#watchers.get(topic);
    if (known !== undefined) return known;
    const watcher = new RequestWatcher(requestId, this.#deps.eventLog);
    watcher.onEntries = () => {
      if (watcher.isWatched && watcher.needsPoll) void this.#poll(watcher);
    };
    this.#watchers.set(topic, watcher);
    return watcher;
  }

  #removeIfUnused(watcher: RequestWatcher): void {
    if (!watcher.isWatched && watcher.opening === 0) this.#watchers.delete(topicOf(watcher.id));
  }

  /** Reads a request from the vendor and appends the reply to its log. */
  async #poll(watcher: RequestWatcher): Promise<void> {
    if (Date.now() - watcher.polledAt < minPollInterval) return;
    watcher.polledAt = Date.now();
    const context = { requestId: randomUUID() };
    try {
      const outcome = await this.#deps.arc.call("getRequest", { params: { id: watcher.id } }, context);
      await this.recordOutcome(watcher.id, outcome);
    } catch {
      // Streams show what is known. The next poll follows.
    }
  }

  /**
   * Reads logs again that could not be read, and polls the vendor for undecided requests: the only way without
   * webhooks, a fallback with them.
   */
  #refreshAndPoll(): void {
    const [first, longest] = this.#deps.hasWebhooks
      ? pollIntervals.withWebhooks
      : pollIntervals.withoutWebhooks;
    const now = Date.now();
    for (const watcher of this.#watchers.values()) {
      if (watcher.isStale) void watcher.refresh();
      const { outcome } = watcher;
      if (outcome !== undefined && !outcome.authorizations.some(isUndecided)) continue;
      watcher.pollInterval ||= first;
      if (now - Math.max(watcher.polledAt, watcher.since) < watcher.pollInterval) continue;
      watcher.pollInterval = Math.min(watcher.pollInterval * 1.5, longest);
      watcher.polledAt = 0;
      void this.#poll(watcher);
    }
  }
}

/** Whether a reply of the vendor differs from the latest one in the log. */
function differsFromLog(
  { status, authorizations }: AuthorizationOutcome,
  entries: readonly Entry[],
): boolean {
  const last = entries.findLast(({ event }) => event.kind === "polled")?.event;
  const known = last?.kind === "polled" ? last.outcome : undefined;
  if (known === undefined) return authorizations.some((one) => !isUndecided(one));
  return (
    known.status !== status ||
    known.authorizations.length !== authorizations.length ||
    authorizations.some((one, index) => one.status !== known.authorizations[index]?.status)
  );
}

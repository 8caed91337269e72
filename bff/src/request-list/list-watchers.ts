import type { RequestListEvents } from "@osigu-preauth/shared";
import { Gauge } from "prom-client";
import type { Hosts } from "../hosts/hosts.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { RateLimiter } from "../rate-limits/rate-limiter.ts";
import { unavailable } from "../redis/redis.ts";
import { parseEventId } from "../request-events/event-id.ts";
import type { EventLog } from "../request-events/event-log.ts";
import { Heartbeats } from "../request-events/heartbeats.ts";
import { isDecided } from "../request-events/project-outcome.ts";
import { EventStream, endedStream } from "../request-events/sse-stream.ts";
import { StreamLimits } from "../request-events/stream-limits.ts";
import type { Session } from "../session/session.ts";
import type { RecordStore } from "./record-store.ts";
import { listOfSession } from "./request-list.ts";
import { listedRequestOf, listOf, type RequestRecord, withOutcome } from "./request-record.ts";

/** Changed requests that a reconnection gets, the latest. A page is read again for more. */
const maxReplayed = 200;
/**
 * Milliseconds before the last event from which a reconnection gets every change: what one instance wrote a moment
 * earlier, another one may have sent a moment later.
 */
const replayMargin = 5_000;

type Deps = {
  store: RecordStore;
  eventLog: EventLog;
  hosts: Hosts;
  limiter: RateLimiter;
  metrics: Metrics;
};

/** A stream that a session opens. `inTransit`: see `EventStream`. */
export type ListStreamRequest = {
  session: Session;
  lastEventId: string | undefined;
  /** The page's origin. */
  origin: string | undefined;
  inTransit: () => number;
};

/** The lists that are watched at this instance: one stream for all requests of a session or its group. */
export class ListWatchers {
  readonly #deps: Deps;
  readonly #streams = new Map<string, Set<EventStream>>();
  readonly #limits = new StreamLimits();
  readonly #heartbeats: Heartbeats;
  /** When notifications were last known to arrive, milliseconds since the epoch. */
  #notifiedUntil = Date.now();
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#heartbeats = new Heartbeats(deps.hosts, () => {});
    deps.eventLog.onAppended((topic) => {
      if (this.#limits.count > 0) void this.#onAppended(topic);
    });
    const limits = this.#limits;
    new Gauge({
      name: "preauth_list_streams_open",
      help: "Open event streams of request lists.",
      registers: [deps.metrics.registry],
      collect() {
        this.set(limits.count);
      },
    });
  }

  /**
   * Opens a stream of every change, or of those after `lastEventId` and every later one. Once closed, one that has
   * ended. Throws `rate_limited` or `overloaded`.
   */
  async open({ session, lastEventId, origin, inTransit }: ListStreamRequest): Promise<EventStream> {
    if (this.#closed) return endedStream(session, "list", inTransit);
    this.#limits.check(session);
    const { limiter, hosts } = this.#deps;
    const leave = limiter.enter("streams", session.limitKey, hosts.find(session.host)?.limits);
    const list = listOfSession(session);
    const stream = new EventStream(session, `list ${list}`, inTransit);
    stream.origin = origin;
    this.#add(list, stream, leave);
    try {
      const missed = await this.#missed(list, parseEventId(lastEventId));
      stream.open(
        missed
          .filter((record) => this.#maySee(stream, record))
          .map(serialize)
          .join(""),
      );
      if (this.#closed) stream.end();
      return stream;
    } catch (thrown) {
      stream.destroy();
      throw thrown;
    }
  }

  /** Ends every stream, so that browsers reconnect to another instance. */
  close(): void {
    this.#closed = true;
    this.#heartbeats.close();
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end();
  }

  #add(list: string, stream: EventStream, leave: () => void): void {
    const streams = this.#streams.get(list) ?? new Set();
    this.#streams.set(list, streams.add(stream));
    this.#limits.add(stream);
    this.#heartbeats.add(stream);
    stream.once("close", () => {
      leave();
      this.#limits.remove(stream);
      this.#heartbeats.remove(stream);
      streams.delete(stream);
      if (streams.size === 0) this.#streams.delete(list);
    });
  }

  /** What changed since an event. Throws `overloaded` when it cannot be read. */
  async #missed(list: string, lastEventId: string | undefined): Promise<RequestRecord[]> {
    if (lastEventId === undefined) return [];
    const since = Number.parseInt(lastEventId, 10) - replayMargin;
    const records = await this.#deps.store.changedSince(list, since, maxReplayed);
    if (records === unavailable) throw new ProblemError("overloaded", { retryAfter: 1 });
    return records;
  }

  async #onAppended(topic: string | undefined): Promise<void> {
    if (topic === undefined) return this.#catchUp();
    this.#notifiedUntil = Date.now();
    const record = await this.#deps.store.get(topic);
    if (record === undefined || record === unavailable) return;
    const streams = record.owners.flatMap((owner) => [...(this.#streams.get(listOf(owner)) ?? [])]);
    if (streams.length === 0) return;
    const entries = await this.#deps.eventLog.read(record.id);
    const text = Buffer.from(serialize(withOutcome(record, entries ?? [])));
    for (const stream of new Set(streams)) if (this.#maySee(stream, record)) stream.send(text);
  }

  /** Whether the stream's host still has the request's sponsor. */
  #maySee({ session }: EventStream, { sponsorSlug }: RequestRecord): boolean {
    const host = this.#deps.hosts.find(session.host);
    return host !== undefined && (host.sponsors?.includes(sponsorSlug) ?? true);
  }

  /** Sends what changed while notifications may have been lost. */
  async #catchUp(): Promise<void> {
    const since = this.#notifiedUntil - replayMargin;
    for (const [list, streams] of this.#streams) {
      const records = await this.#deps.store.changedSince(list, since, maxReplayed);
      if (records === unavailable) return;
      for (const stream of streams) {
        const text = records
          .filter((record) => this.#maySee(stream, record))
          .map(serialize)
          .join("");
        if (text !== "") stream.send(text);
      }
    }
    this.#notifiedUntil = Date.now();
  }
}

/** A request as an event, in the format of Server-Sent Events. */
function serialize(record: RequestRecord): string {
  const name: keyof RequestListEvents = isDecided({
    authorization_request_id: record.id,
    status: record.status,
    authorizations: record.authorizations,
  })
    ? "decision"
    : "request";
  const id = record.version === "0-0" ? `${record.createdAt}-0` : record.version;
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(listedRequestOf(record))}\n\n`;
}

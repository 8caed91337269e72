import { createHash, randomUUID } from "node:crypto";
import type { AuthorizationOutcome } from "@osigu-preauth/shared";
import { Gauge } from "prom-client";
import type { Hosts } from "../hosts/hosts.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Arc } from "../osigu/arc-client.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { RateLimiter } from "../rate-limits/rate-limiter.ts";
import type { Session } from "../session/session.ts";
import { readPosition } from "./event-id.ts";
import { type Entry, type History, topicOf } from "./event-log.ts";
import { Heartbeats } from "./heartbeats.ts";
import { isUndecided, outcomeOf } from "./project-outcome.ts";
import { LiveRequest } from "./request-watcher.ts";
import { EventStream } from "./sse-stream.ts";
import { StreamPlaces } from "./stream-limits.ts";

/** Milliseconds between two reads of the vendor for one request. */
const readPause = 10_000;
/** Milliseconds between reads of an undecided request that is being watched: the first, and what they grow to. */
const watchPauses = { withoutWebhooks: [5_000, 60_000], withWebhooks: [60_000, 600_000] } as const;

type Deps = {
  history: History;
  arc: Arc;
  hosts: Hosts;
  limits: RateLimiter;
  metrics: Metrics;
  /** Whether decisions are told by the vendor; if not, they are asked for. */
  hasWebhooks: boolean;
};

/** A stream that a session asks for. `inTransit`: bytes under way to the browser, as `EventStream` takes it. */
export type StreamRequest = {
  session: Session;
  requestId: string;
  lastEventId: string | undefined;
  inTransit: () => number;
};

/** The requests that somebody is watching at this instance, and the streams over which they are. */
export class LiveRequests {
  readonly #deps: Deps;
  readonly #requests = new Map<string, LiveRequest>();
  readonly #places = new StreamPlaces();
  readonly #heartbeats: Heartbeats;
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#heartbeats = new Heartbeats(deps.hosts, () => this.#watch());
    deps.history.onAdded((topic) => {
      if (topic !== undefined) this.#requests.get(topic)?.refresh();
      else for (const request of this.#requests.values()) request.refresh();
    });
    const places = this.#places;
    new Gauge({
      name: "preauth_streams_open",
      help: "Event streams open.",
      registers: [deps.metrics.registry],
      collect() {
        this.set(places.count);
      },
    });
  }

  /**
   * Opens a stream on a request: what happened by now, from `lastEventId` on where the browser had seen some, then
   * whatever happens. Throws `rate_limited` or `overloaded`.
   */
  async open({ session, requestId, lastEventId, inTransit }: StreamRequest): Promise<EventStream> {
    if (this.#closed) throw new ProblemError("overloaded", { retryAfter: 1 });
    this.#places.check(session);
    const leave = this.#deps.limits.enter("streams", session.limitKey);
    const request = this.#requestOf(requestId);
    request.waiting += 1;
    let stream: EventStream | undefined;
    try {
      await request.loaded();
      if (this.#closed) throw new ProblemError("overloaded", { retryAfter: 1 });
      stream = this.#begin(request, new EventStream(session, request.id, inTransit), lastEventId, leave);
    } finally {
      if (stream === undefined) leave();
      request.waiting -= 1;
      this.#left(request);
    }
    if (request.wantsReading) void this.#readAgain(request);
    return stream;
  }

  /** Notes how a request stands according to the vendor. */
  async learn(requestId: string, outcome: AuthorizationOutcome): Promise<void> {
    // Before it is completed there is nothing to decide.
    if (outcome.status === "PENDING_INDICATION") return;
    const digest = createHash("sha256").update(JSON.stringify(outcome)).digest("base64url");
    const key = `read\n${requestId}\n${digest}`;
    await this.#deps.history.add(requestId, key, { kind: "read", at: Date.now(), outcome });
  }

  /** What the vendor answered, with the decisions that are known from elsewhere. */
  async withDecisions(requestId: string, outcome: AuthorizationOutcome): Promise<AuthorizationOutcome> {
    const entries = await this.#deps.history.read(requestId);
    if (entries === undefined || outcome.status === "PENDING_INDICATION") return outcome;
    // Somebody asks, and finds that no webhook has told: whoever watches is told now.
    if (saysMore(outcome, entries)) void this.learn(requestId, outcome);
    if (!entries.some(({ news }) => news.kind === "told")) return outcome;
    const read = { kind: "read", at: Date.now(), outcome } as const;
    const position = entries.at(-1)?.position ?? "";
    return outcomeOf(requestId, [...entries, { position, news: read }])?.outcome ?? outcome;
  }

  /** Ends every stream, so that browsers come back to another instance. */
  close(): void {
    this.#closed = true;
    this.#heartbeats.close();
    for (const request of this.#requests.values()) request.end();
    this.#deps.history.close();
  }

  #begin(
    request: LiveRequest,
    stream: EventStream,
    lastEventId: string | undefined,
    leave: () => void,
  ): EventStream {
    this.#places.add(stream);
    this.#heartbeats.add(stream);
    stream.open(request.add(stream, readPosition(lastEventId)));
    stream.once("close", () => {
      leave();
      this.#places.remove(stream);
      this.#heartbeats.remove(stream);
      request.remove(stream);
      this.#left(request);
    });
    return stream;
  }

  #requestOf(requestId: string): LiveRequest {
    const topic = topicOf(requestId);
    const known = this.#requests.get(topic);
    if (known !== undefined) return known;
    const request = new LiveRequest(requestId, this.#deps.history);
    request.onNews = () => {
      if (request.isWatched && request.wantsReading) void this.#readAgain(request);
    };
    this.#requests.set(topic, request);
    return request;
  }

  #left(request: LiveRequest): void {
    if (!request.isWatched && request.waiting === 0) this.#requests.delete(topicOf(request.id));
  }

  /** Asks the vendor how a request stands, where that may tell more than is known. */
  async #readAgain(request: LiveRequest): Promise<void> {
    if (Date.now() - request.readAt < readPause) return;
    request.readAt = Date.now();
    const context = { requestId: randomUUID() };
    try {
      const outcome = await this.#deps.arc.call("getRequest", { parts: { id: request.id } }, context);
      await this.learn(request.id, outcome);
    } catch {
      // Whoever watches sees what is known; the next read comes with the next occasion.
    }
  }

  /**
   * Reads histories once more that could not be read, and asks the vendor what nobody has told of for long: without
   * webhooks the only way, with them a net below.
   */
  #watch(): void {
    const [first, longest] = this.#deps.hasWebhooks ? watchPauses.withWebhooks : watchPauses.withoutWebhooks;
    const now = Date.now();
    for (const request of this.#requests.values()) {
      if (request.isBehind) void request.refresh();
      const { outcome } = request;
      if (outcome !== undefined && !outcome.authorizations.some(isUndecided)) continue;
      request.pause ||= first;
      if (now - Math.max(request.readAt, request.since) < request.pause) continue;
      request.pause = Math.min(request.pause * 1.5, longest);
      request.readAt = 0;
      void this.#readAgain(request);
    }
  }
}

/** Whether the vendor's answer decides more than its last one that is known. */
function saysMore({ status, authorizations }: AuthorizationOutcome, entries: readonly Entry[]): boolean {
  const last = entries.findLast(({ news }) => news.kind === "read")?.news;
  const known = last?.kind === "read" ? last.outcome : undefined;
  if (known === undefined) return authorizations.some((one) => !isUndecided(one));
  return (
    known.status !== status ||
    known.authorizations.length !== authorizations.length ||
    authorizations.some((one, index) => one.status !== known.authorizations[index]?.status)
  );
}

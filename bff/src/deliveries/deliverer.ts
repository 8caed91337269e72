import { randomUUID } from "node:crypto";
import { Gauge } from "prom-client";
import type { Audit } from "../audit/audit.ts";
import type { Hosts, HostWebhook } from "../hosts/hosts.ts";
import type { Logger } from "../logging/logger.ts";
import { requestContext } from "../logging/request-context.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { unavailable } from "../redis/redis.ts";
import { type EventLog, topicOf } from "../request-events/event-log.ts";
import type { RecordStore } from "../request-list/record-store.ts";
import type { RequestRecord } from "../request-list/request-record.ts";
import { callEnd, noTracing, type Tracing } from "../tracing/tracing.ts";
import type { DeliveryClaim, DeliveryEnd, DeliveryQueue, DeliveryState } from "./delivery-queue.ts";
import { type Message, messagesOf } from "./messages.ts";
import type { SendDelivery, Try } from "./send-delivery.ts";

/** Milliseconds between two looks for what is due. What happens at this instance is looked for at once. */
const pollInterval = 500;
/** Requests whose messages are delivered at once: in this process, and to one host. */
const maxAtOnce = 20;
const maxPerHost = 4;
/** Milliseconds until the next look at a request whose host has as many. */
const busyPause = 500;
/** Milliseconds for which one claim sends messages: less than a claim lives, with a try to come. */
const claimTime = 4_000;
/** Seconds before the second try, the third, and so on; the last one repeats. */
const pauses = [2, 5, 15, 60, 300, 900, 1_800, 3_600, 7_200, 14_400, 21_600];
/** Milliseconds after its first try at which a message is given up. */
const longestTry = 72 * 3_600_000;
/** Milliseconds until a log that cannot be read now is read again. */
const unreadablePause = 2_000;

type Deps = {
  queue: DeliveryQueue;
  store: RecordStore;
  eventLog: EventLog;
  hosts: Hosts;
  send: SendDelivery;
  log: Logger;
  metrics: Metrics;
  audit: Audit;
  /** Without it, tries are not recorded. */
  tracing?: Tracing;
  now?: () => number;
};

/**
 * Tells hosts' servers of their requests: each message at least once, with the same id at each try, in order for each
 * request, from whichever instance is free.
 */
export class Deliverer {
  readonly #deps: Deps;
  readonly #byHost = new Map<string, number>();
  readonly #running = new Set<Promise<void>>();
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #claiming = false;
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#now = deps.now ?? Date.now;
    const { queue } = deps;
    new Gauge({
      name: "preauth_deliveries_waiting",
      help: "Requests whose host is to be notified.",
      registers: [deps.metrics.registry],
      collect() {
        this.set(queue.size);
      },
    });
  }

  start(): void {
    this.#timer = setInterval(this.#wake, pollInterval);
    this.#timer.unref();
  }

  /** Queues the notification of a request's host, where the host has a webhook. False when it cannot be stored now. */
  async schedule({ id, host }: RequestRecord): Promise<boolean> {
    if (this.#deps.hosts.find(host)?.webhook === undefined) return true;
    const isScheduled = await this.#deps.queue.schedule(topicOf(id));
    this.#wake();
    return isScheduled;
  }

  /** Starts no more tries, and resolves when those under way have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await Promise.all(this.#running);
  }

  /** What is due is of any request: its lines and spans are not those of the request that woke this. */
  readonly #wake = (): void => {
    requestContext.exit(() => void this.#deliverDue());
  };

  async #deliverDue(): Promise<void> {
    const free = maxAtOnce - this.#running.size;
    if (this.#claiming || this.#closed || free <= 0) return;
    // The hosts file may name a webhook later. Until then nothing is due, and Redis is not asked.
    if (!this.#deps.hosts.hasWebhooks()) return;
    this.#claiming = true;
    try {
      for (const claim of await this.#deps.queue.claim(free)) this.#run(claim);
    } finally {
      this.#claiming = false;
    }
  }

  #run(claim: DeliveryClaim): void {
    const work = this.#deliver(claim)
      .catch((thrown: unknown) => {
        this.#deps.log.error({ err: thrown }, "unexpected_error");
        return { pause: unreadablePause };
      })
      .then((end) => this.#deps.queue.settle(claim, end))
      .finally(() => this.#running.delete(work));
    this.#running.add(work);
  }

  /** Delivers the messages about a request. */
  async #deliver(claim: DeliveryClaim): Promise<DeliveryEnd> {
    const record = await this.#deps.store.get(claim.topic);
    if (record === unavailable) return { pause: unreadablePause };
    const webhook = record && this.#deps.hosts.find(record.host)?.webhook;
    if (record === undefined || webhook === undefined) return {};
    const busy = this.#byHost.get(record.host) ?? 0;
    if (busy >= maxPerHost) return { pause: busyPause };
    this.#byHost.set(record.host, busy + 1);
    try {
      return await this.#deliverAll(claim, record, webhook);
    } finally {
      this.#byHost.set(record.host, (this.#byHost.get(record.host) ?? 1) - 1);
    }
  }

  async #deliverAll(claim: DeliveryClaim, record: RequestRecord, webhook: HostWebhook): Promise<DeliveryEnd> {
    const until = this.#now() + claimTime;
    const entries = await this.#deps.eventLog.read(record.id);
    if (entries === undefined) return { pause: unreadablePause };
    const messages = messagesOf(record, entries);
    let state = (await this.#deps.queue.read(claim.topic)) ?? emptyState(record);
    const end = (pause?: number) => ({ pause, hasGivenUp: state.givenUp.length > 0 });
    for (const message of messages) {
      if (state.done.includes(message.id)) continue;
      if (this.#closed || this.#now() > until) return end(0);
      const next = await this.#try(state, message, record, webhook);
      state = next.state;
      // What was not stored is told again, unless the claim has ended or the request is erased.
      if (!(await this.#deps.queue.record(claim, state))) return { pause: unreadablePause };
      if (next.pause !== undefined) return end(next.pause);
    }
    return end();
  }

  async #try(
    state: DeliveryState,
    message: Message,
    { host }: RequestRecord,
    webhook: HostWebhook,
  ): Promise<{ state: DeliveryState; pause?: number }> {
    const { log, metrics } = this.#deps;
    const { id, type } = message;
    const { isTaken, outcome, retryAfter = 0 } = await this.#send(webhook, message, host);
    const before = state.current?.id === id ? state.current : undefined;
    const done = [...state.done, id];
    if (isTaken) {
      metrics.deliveries.inc({ outcome: "delivered" });
      this.#record("delivery_taken", host, type);
      return { state: { ...state, done, current: undefined } };
    }
    const current = {
      id,
      type,
      tries: (before?.tries ?? 0) + 1,
      since: before?.since ?? this.#now(),
      outcome,
    };
    // 410 Gone: the receiver wants it no more.
    if (outcome === "410" || this.#now() - current.since >= longestTry) {
      metrics.deliveries.inc({ outcome: "given_up" });
      log.error({ host, outcome, tries: current.tries }, "delivery_given_up");
      this.#record("delivery_given_up", host, type);
      return { state: { ...state, done, givenUp: [...state.givenUp, { id, type }], current: undefined } };
    }
    metrics.deliveries.inc({ outcome: "failed" });
    log.warn({ host, outcome, tries: current.tries }, "delivery_failed");
    const seconds = pauses[Math.min(current.tries, pauses.length) - 1] as number;
    const pause = Math.max(seconds * (0.8 + 0.4 * Math.random()), retryAfter) * 1000;
    return { state: { ...state, current }, pause };
  }

  /** One try, in a span of its own. */
  async #send(webhook: HostWebhook, message: Message, host: string): Promise<Try> {
    const attributes = {
      "http.request.method": "POST",
      "preauth.operation": "deliver",
      "preauth.host": host,
    };
    const { tracing = noTracing, send } = this.#deps;
    const span = tracing.startCall(`deliver ${message.type}`, attributes, undefined);
    const result = await send(webhook, message);
    const status = /^\d+$/.test(result.outcome) ? Number(result.outcome) : undefined;
    const failure = status === undefined ? result.outcome : undefined;
    span.end(callEnd({ status, failure }));
    return result;
  }

  #record(event: "delivery_taken" | "delivery_given_up", hostId: string, type: string): void {
    const subject = {
      requestId: randomUUID(),
      operation: "deliver",
      clientIp: "",
      hostId,
      tokenId: undefined,
    };
    this.#deps.audit.record(event, subject, { reason: type });
  }
}

const emptyState = ({ id, host }: RequestRecord): DeliveryState => ({
  requestId: id,
  host,
  done: [],
  givenUp: [],
});

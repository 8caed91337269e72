import { parseJson } from "../http/json-value.ts";
import type { Clock } from "../time/clock.ts";
import type { Schedule } from "../time/schedule.ts";
import type { WebhookEvent } from "./event.ts";
import { signatureHeader } from "./signature.ts";

export type Attempt = { at: string; status: number | undefined; error: string | undefined };

/** One event on its way to one address. */
export type Delivery = {
  event_id: string;
  event_type: string;
  /** The authorization request that it tells of. */
  request_id: string | undefined;
  url: string;
  attempts: Attempt[];
  state: "pending" | "delivered" | "given-up";
};

export type Subscription = {
  id: string;
  url: string;
  eventTypes: string[];
  providerSlug: string;
  createdAt: string;
};

/** How an event travels: sent so many times, so many seconds late. */
export type Travel = { repeat?: number; delay?: number };

const attemptTimeout = 10_000;
/** An event is tried for 72 hours. */
const longestTry = 72 * 3_600_000;
const longestPause = 3_600_000;

export type DelivererParts = { clock: Clock; schedule: Schedule; secrets: string[]; firstPause: number };

/** Sends events to whoever subscribed, signed, at least once, with pauses that grow while nobody takes them. */
export class Deliverer {
  readonly #parts: DelivererParts;
  readonly #closed = new AbortController();
  readonly #inFlight = new Set<Promise<void>>();
  readonly subscriptions = new Map<string, Subscription>();
  /** Several during a rotation: every delivery is signed with each. */
  secrets: string[];
  deliveries: Delivery[] = [];

  constructor(parts: DelivererParts) {
    this.#parts = parts;
    this.secrets = parts.secrets;
  }

  /** Sends an event to every subscription that wants its type. */
  emit(event: WebhookEvent, { repeat = 1, delay = 0 }: Travel = {}): void {
    const body = JSON.stringify(event);
    const { provider_slug } = event.provider;
    for (const { url, eventTypes, providerSlug } of this.subscriptions.values()) {
      if (providerSlug !== provider_slug || !eventTypes.some((type) => covers(type, event.event_type)))
        continue;
      for (let copy = 0; copy < repeat; copy++) {
        const delivery = newDelivery(event, body, url);
        this.deliveries.push(delivery);
        this.#plan(delivery, body, delay * 1000);
      }
    }
  }

  /** Posts a body with the headers given, once. Answers the status, or why there is none. */
  async post(url: string, body: string, headers: Record<string, string>): Promise<Attempt> {
    const at = this.#parts.clock.iso();
    try {
      const response = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: {
          "content-type": "application/json",
          "user-agent": "ARC sandbox (test equipment)",
          ...headers,
        },
        body,
        signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(attemptTimeout)]),
      });
      await response.body?.cancel();
      return { at, status: response.status, error: undefined };
    } catch (error) {
      return { at, status: undefined, error: error instanceof Error ? error.name : "Error" };
    }
  }

  /** The signature of a body at the present instant. */
  signatureOf(body: string): string {
    return signatureHeader(body, this.secrets, Math.floor(this.#parts.clock.now() / 1000));
  }

  /** Resolves when no attempt is on its way; what waits for its time is not waited for. */
  async settled(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight);
  }

  clear(): void {
    this.subscriptions.clear();
    this.deliveries = [];
    this.secrets = this.#parts.secrets;
  }

  close(): void {
    this.#closed.abort();
  }

  #plan(delivery: Delivery, body: string, pause: number): void {
    const begin = () => {
      const attempt = this.#attempt(delivery, body);
      this.#inFlight.add(attempt);
      attempt.finally(() => this.#inFlight.delete(attempt));
    };
    if (pause === 0) begin();
    else this.#parts.schedule.in(pause, begin);
  }

  async #attempt(delivery: Delivery, body: string): Promise<void> {
    const signature = this.signatureOf(body);
    const attempt = await this.post(delivery.url, body, { "x-osigu-signature": signature });
    delivery.attempts.push(attempt);
    if (attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300) {
      delivery.state = "delivered";
      return;
    }
    const began = Date.parse(delivery.attempts[0]?.at ?? attempt.at);
    if (this.#closed.signal.aborted || this.#parts.clock.now() - began >= longestTry)
      delivery.state = "given-up";
    else {
      const pause = this.#parts.firstPause * 2 ** (delivery.attempts.length - 1);
      this.#plan(delivery, body, Math.min(pause, longestPause));
    }
  }
}

function newDelivery({ event_id, event_type }: WebhookEvent, body: string, url: string): Delivery {
  // Read from what is sent: there an id may be a number of more digits than a JavaScript number holds.
  const { data } = parseJson(body) as WebhookEvent;
  const requestId = data.authorization_request_id;
  const request_id = requestId === undefined ? undefined : String(requestId);
  return { event_id, event_type, request_id, url, attempts: [], state: "pending" };
}

/** `authorization.*` covers `authorization.created`; `*` covers everything. */
const covers = (wanted: string, type: string) =>
  wanted === "*" || wanted === type || (wanted.endsWith(".*") && type.startsWith(wanted.slice(0, -1)));

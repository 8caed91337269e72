import { z } from "zod";
import type { Erasure } from "../redis/erasure.ts";

/** How far the messages about a request have been delivered. */
export const deliveryState = z.object({
  requestId: z.string(),
  host: z.string(),
  /** Ids of messages that were taken or given up. */
  done: z.array(z.string()),
  /** Messages that were given up. */
  givenUp: z.array(z.object({ id: z.string(), type: z.string() })),
  /** The message that is being tried; `since` in milliseconds since the epoch. */
  current: z
    .object({
      id: z.string(),
      type: z.string(),
      tries: z.number(),
      since: z.number(),
      outcome: z.string(),
    })
    .optional(),
});
export type DeliveryState = z.output<typeof deliveryState>;

/** The right to deliver the messages about a request, for `leaseLifetime`. */
export type DeliveryClaim = { topic: string; token: string };

/** How a claim ends. */
export type DeliveryEnd = {
  /** Milliseconds until the next try; undefined when nothing is left to deliver. */
  pause?: number | undefined;
  /** Whether messages were given up; undefined when the state was not read. */
  hasGivenUp?: boolean;
};

/** Milliseconds that a claim outlives its holder. Longer than a try takes. */
export const leaseLifetime = 15_000;

/**
 * Requests whose hosts are to be notified, by when the next try is due. One instance at a time delivers the
 * messages about a request, so that they arrive in order.
 */
export type DeliveryQueue = {
  /** Makes a request due now. False when Redis is unavailable. */
  schedule(topic: string): Promise<boolean>;
  /** Claims requests that are due, at most `count`. */
  claim(count: number): Promise<DeliveryClaim[]>;
  /** Ends a claim. One that is not ended is claimed again, and nothing of it is lost. */
  settle(claim: DeliveryClaim, end: DeliveryEnd): Promise<void>;
  /** Undefined when nothing was delivered yet, or when that is not known now. */
  read(topic: string): Promise<DeliveryState | undefined>;
  /** Stores what a claim has delivered. False, and nothing stored, when the claim has ended or its request is erased. */
  record(claim: DeliveryClaim, state: DeliveryState): Promise<boolean>;
  /** Stores a state without a claim. */
  write(topic: string, state: DeliveryState): Promise<void>;
  remove(topic: string): Promise<void>;
  /** Forgets in this process what is erased. */
  erase(erasure: Erasure): void;
  /** Requests that wait, with the instant of their next try, milliseconds since the epoch. */
  waiting(): Promise<{ topic: string; dueAt: number }[]>;
  /** Requests with messages that were given up, once the claim that did so has ended. */
  withGivenUp(): Promise<string[]>;
  /** Requests that wait, as of the last claim. */
  readonly size: number;
};

/** A queue in this process: lost with it. */
export function memoryDeliveryQueue(now: () => number = Date.now): DeliveryQueue {
  const due = new Map<string, number>();
  const leased = new Map<string, string>();
  const states = new Map<string, DeliveryState>();
  let count = 0;

  const remove = (topic: string) => {
    due.delete(topic);
    leased.delete(topic);
    states.delete(topic);
  };

  return {
    async schedule(topic) {
      due.set(topic, now());
      return true;
    },
    async claim(most) {
      const topics = [...due]
        .filter(([topic, at]) => at <= now() && !leased.has(topic))
        .sort(([, one], [, other]) => one - other)
        .slice(0, most)
        .map(([topic]) => topic);
      return topics.map((topic) => {
        count += 1;
        due.delete(topic);
        leased.set(topic, String(count));
        return { topic, token: String(count) };
      });
    },
    async settle({ topic, token }, { pause }) {
      if (leased.get(topic) !== token) return;
      leased.delete(topic);
      if (pause !== undefined)
        due.set(topic, Math.min(due.get(topic) ?? Number.POSITIVE_INFINITY, now() + pause));
    },
    read: async (topic) => states.get(topic),
    async record({ topic, token }, state) {
      if (leased.get(topic) !== token) return false;
      states.set(topic, state);
      return true;
    },
    async write(topic, state) {
      states.set(topic, state);
    },
    remove: async (topic) => remove(topic),
    erase({ topics }) {
      for (const topic of topics) remove(topic);
    },
    waiting: async () => [...due].map(([topic, dueAt]) => ({ topic, dueAt })),
    withGivenUp: async () =>
      [...states].filter(([, { givenUp }]) => givenUp.length > 0).map(([topic]) => topic),
    get size() {
      return due.size + leased.size;
    },
  };
}

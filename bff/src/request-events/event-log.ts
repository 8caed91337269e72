import {
  authorizationEventTypes,
  authorizationOutcome,
  dispensingEventTypes,
  documentCheck,
  webhookAuthorization,
  webhookDispensing,
} from "@osigu-preauth/shared";
import { z } from "zod";
import { type Erasure, requestDigest } from "../redis/erasure.ts";
import { type EventId, isAfter, nextEventId } from "./event-id.ts";

/** Something that became known of an authorization request. Instants are milliseconds since the epoch. */
export const requestEvent = z.discriminatedUnion("kind", [
  /** The request was created through this server. */
  z.object({ kind: z.literal("created"), sponsorSlug: z.string(), beneficiaryId: z.string() }),
  /** The vendor replied with the request's state, by this server's clock. */
  z.object({ kind: z.literal("polled"), at: z.number(), outcome: authorizationOutcome }),
  /** A webhook reported one authorization, by the vendor's clock. */
  z.object({
    kind: z.literal("webhook"),
    at: z.number(),
    type: z.enum(authorizationEventTypes),
    authorization: webhookAuthorization,
  }),
  /** A webhook reported the redemption of an authorization, by the vendor's clock. */
  z.object({
    kind: z.literal("dispensing"),
    at: z.number(),
    type: z.enum(dispensingEventTypes),
    authorization: webhookDispensing,
  }),
  z.object({ kind: z.literal("document_check"), check: documentCheck }),
  /** A document of this type was uploaded through this server, the first one. */
  z.object({ kind: z.literal("uploaded"), at: z.number(), fileType: z.string() }),
]);
export type RequestEvent = z.infer<typeof requestEvent>;

/** An event with its id in the log of its request. */
export type Entry = { id: EventId; event: RequestEvent };

/**
 * The result of an append. `duplicate`: its key is in the log already. `local`: Redis is unavailable; the event is
 * written back later.
 */
export type Appended = "added" | "duplicate" | "local";

/**
 * An append-only log of events for each authorization request. A request's outcome is a projection of its log, so
 * that it does not matter which instance received what, and in which order.
 */
export type EventLog = {
  /** Appends an event once for each `key`, however often and at whichever instance. */
  append(requestId: string, key: string, event: RequestEvent): Promise<Appended>;
  /** The entries after an id, or all, oldest first. Undefined when Redis is unavailable. */
  read(requestId: string, after?: EventId): Promise<Entry[] | undefined>;
  /** Calls back after an append at any instance, with its topic; without one when any log may have grown. */
  onAppended(listener: (topic: string | undefined) => void): void;
  /** Forgets in this process what is erased. */
  erase(erasure: Erasure): void;
  close(): void;
};

/** The name of a request's log. A digest: the vendor's ids are stored nowhere in plain text. */
export const topicOf = requestDigest;

/** Milliseconds that a key is remembered. ARC delivers an event again for up to 72 hours. */
export const keyLifetime = 96 * 3_600_000;
/** Milliseconds that the log of a request is kept after its last entry: as long as its owner may read it. */
export const defaultLifetime = 30 * 24 * 3_600_000;
/** Entries of one request. Beyond it the oldest are removed. A busy request has about ten. */
export const maxEntries = 256;

/** Requests, and keys, in memory. Beyond it the oldest are removed. */
const maxRequests = 20_000;
const maxKeys = 100_000;

/** Logs in this process: lost with it, and unknown to other instances. */
export function memoryEventLog(now: () => number = Date.now, lifetime = defaultLifetime): EventLog {
  const logs = new Map<string, Entry[]>();
  const keys = new Map<string, number>();
  const listeners: ((topic: string) => void)[] = [];

  /** The logs stand in the order of their last entries. */
  const removeExpired = () => {
    for (const [requestId, entries] of logs) {
      // An id begins with its milliseconds.
      if (Number.parseInt(entries.at(-1)?.id ?? "0", 10) > now() - lifetime) return;
      logs.delete(requestId);
    }
  };

  return {
    async append(requestId, key, event) {
      removeExpired();
      const expiresAt = keys.get(key);
      if (expiresAt !== undefined && expiresAt > now()) return "duplicate";
      keys.set(key, now() + keyLifetime);
      if (keys.size > maxKeys) keys.delete(keys.keys().next().value ?? "");
      const entries = logs.get(requestId) ?? [];
      logs.delete(requestId);
      logs.set(requestId, entries);
      if (logs.size > maxRequests) logs.delete(logs.keys().next().value ?? "");
      entries.push({ id: nextEventId(entries.at(-1)?.id, now()), event });
      if (entries.length > maxEntries) entries.shift();
      for (const listener of listeners) listener(topicOf(requestId));
      return "added";
    },
    async read(requestId, after) {
      removeExpired();
      const entries = logs.get(requestId) ?? [];
      return after === undefined ? [...entries] : entries.filter(({ id }) => isAfter(id, after));
    },
    onAppended: (listener) => listeners.push(listener),
    erase({ topics }) {
      for (const requestId of logs.keys()) if (topics.has(topicOf(requestId))) logs.delete(requestId);
    },
    close: () => {},
  };
}

import {
  authorizationEventTypes,
  authorizationOutcome,
  documentCheck,
  webhookAuthorization,
} from "@osigu-preauth/shared";
import { z } from "zod";
import { hidden } from "../redis/encryption.ts";
import { isAfter, type Position, positionAfter } from "./event-id.ts";

/** One thing that became known of an authorization request. Instants are milliseconds since the epoch. */
export const news = z.discriminatedUnion("kind", [
  /** It was made through us: for whom, and who pays. */
  z.object({ kind: z.literal("made"), sponsorSlug: z.string(), beneficiaryId: z.string() }),
  /** The vendor answered with its state, by our clock. */
  z.object({ kind: z.literal("read"), at: z.number(), outcome: authorizationOutcome }),
  /** A webhook told of one authorization, by the vendor's clock. */
  z.object({
    kind: z.literal("told"),
    at: z.number(),
    type: z.enum(authorizationEventTypes),
    authorization: webhookAuthorization,
  }),
  z.object({ kind: z.literal("document_check"), check: documentCheck }),
]);
export type News = z.infer<typeof news>;

/** News where they stand in their request's history. */
export type Entry = { position: Position; news: News };

/**
 * What became of adding: `added`; `known`, because it was there already; `kept` here alone, because where all
 * instances look cannot be reached, and told there later.
 */
export type Added = "added" | "known" | "kept";

/**
 * What is known of each authorization request, in the order in which it became known. Nothing in it is ever
 * changed: a request's state is worked out of its history, so that it does not matter which instance heard what,
 * and in which order.
 */
export type History = {
  /** Adds it, once for each `key` however often and wherever it is added. */
  add(requestId: string, key: string, added: News): Promise<Added>;
  /** What comes after a position, oldest first, or all; undefined when that cannot be told now. */
  read(requestId: string, after?: Position): Promise<Entry[] | undefined>;
  /** Calls back when something was added anywhere: to this topic, or to any when it is not said. */
  onAdded(listener: (topic: string | undefined) => void): void;
  close(): void;
};

/** The name of a request in a history. Ids of the vendor's stand nowhere in the open. */
export const topicOf = (requestId: string) => hidden(`request\n${requestId}`);

/** Milliseconds that a key is remembered. ARC delivers an event again for up to 72 hours. */
export const keyLife = 96 * 3_600_000;
/** Entries of one request; past it the oldest go. A busy request has some ten. */
export const mostEntries = 256;

/** Requests, and keys, that are kept in memory; past it the oldest go. */
const mostRequests = 20_000;
const mostKeys = 100_000;

/** Histories in this process: lost with it, and unknown to other instances. */
export function memoryHistory(now: () => number = Date.now): History {
  const histories = new Map<string, Entry[]>();
  const keys = new Map<string, number>();
  const listeners: ((topic: string) => void)[] = [];

  return {
    async add(requestId, key, added) {
      const known = keys.get(key);
      if (known !== undefined && known > now()) return "known";
      keys.set(key, now() + keyLife);
      if (keys.size > mostKeys) keys.delete(keys.keys().next().value ?? "");
      const entries = histories.get(requestId) ?? [];
      histories.delete(requestId);
      histories.set(requestId, entries);
      if (histories.size > mostRequests) histories.delete(histories.keys().next().value ?? "");
      entries.push({ position: positionAfter(entries.at(-1)?.position, now()), news: added });
      if (entries.length > mostEntries) entries.shift();
      for (const listener of listeners) listener(topicOf(requestId));
      return "added";
    },
    async read(requestId, after) {
      const entries = histories.get(requestId) ?? [];
      return after === undefined ? [...entries] : entries.filter(({ position }) => isAfter(position, after));
    },
    onAdded: (listener) => listeners.push(listener),
    close: () => {},
  };
}

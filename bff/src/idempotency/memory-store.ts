import { ProblemError } from "../problem/problem-error.ts";
import { requestDigest } from "../redis/erasure.ts";
import {
  type BeginResult,
  type Claim,
  type IdempotencyStore,
  maxWait,
  resultLifetime,
  type StoredResult,
  userOfKey,
} from "./idempotency.ts";

/** Keys kept in this process. Beyond it the oldest settled ones are removed. */
const maxKeys = 20_000;

type Entry = {
  fingerprint: string;
  result: StoredResult | undefined;
  /** The topic of the request that the result is about. */
  topic?: string | undefined;
  expiresAt: number;
  /** Calls that wait for the first. */
  waiting: ((result: StoredResult | ProblemError) => void)[];
};

/** A store in this process: lost with it, and unknown to other instances. */
export function memoryIdempotency(now: () => number = () => performance.now()): IdempotencyStore {
  const entries = new Map<string, Entry>();

  const claimOf = (key: string, entry: Entry): Claim => {
    const notifyWaiting = (result: StoredResult | ProblemError) => {
      for (const listener of entry.waiting.splice(0)) listener(result);
    };
    return {
      settle(result, requestId) {
        entry.result = result;
        entry.topic = requestId === undefined ? undefined : requestDigest(requestId);
        entry.expiresAt = now() + resultLifetime;
        notifyWaiting(result);
      },
      release(result) {
        entries.delete(key);
        notifyWaiting(result);
      },
    };
  };

  return {
    begin(key, fingerprint): BeginResult | Promise<BeginResult> {
      const entry = entries.get(key);
      if (entry === undefined || entry.expiresAt < now()) {
        const fresh: Entry = {
          fingerprint,
          result: undefined,
          expiresAt: Number.POSITIVE_INFINITY,
          waiting: [],
        };
        entries.delete(key);
        entries.set(key, fresh);
        if (entries.size > maxKeys) removeOldest(entries);
        return { claim: claimOf(key, fresh) };
      }
      if (entry.result !== undefined) return { result: entry.result };
      // Another body is a mismatch at once, whatever the result of the first call is.
      if (entry.fingerprint !== "" && fingerprint !== "" && entry.fingerprint !== fingerprint) {
        return { result: { fingerprint: entry.fingerprint } };
      }
      return waitFor(entry);
    },
    erase({ users, topics }) {
      for (const [key, { result, topic }] of entries) {
        const isErased = users.has(userOfKey(key)) || (topic !== undefined && topics.has(topic));
        if (result !== undefined && isErased) entries.delete(key);
      }
    },
  };
}

function waitFor(entry: Entry): Promise<BeginResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ProblemError("overloaded", { retryAfter: 1 })), maxWait);
    entry.waiting.push((result) => {
      clearTimeout(timer);
      if (result instanceof ProblemError) reject(result);
      else resolve({ result });
    });
  });
}

function removeOldest(entries: Map<string, Entry>): void {
  for (const [key, entry] of entries) {
    if (entry.result === undefined) continue;
    entries.delete(key);
    return;
  }
}

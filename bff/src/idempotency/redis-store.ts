import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ProblemError } from "../problem/problem-error.ts";
import { type Encryption, hashName } from "../redis/encryption.ts";
import { requestDigest } from "../redis/erasure.ts";
import { type SharedRedis, unavailable } from "../redis/redis.ts";
import {
  type BeginResult,
  type Claim,
  type IdempotencyStore,
  maxWait,
  resultLifetime,
  type StoredResult,
  userOfKey,
} from "./idempotency.ts";
import { memoryIdempotency } from "./memory-store.ts";

/** Milliseconds that a claim outlives its holder. After that the outcome of the holder's call is unknown. */
const leaseLifetime = 5_000;
const renewInterval = 1_500;
/** Milliseconds between two looks at another instance's call. */
const pollInterval = 80;
/** Records in one round trip. */
const batchSize = 200;
/** Records that an instance writes back to a Redis that is available again. */
const maxRecent = 5_000;

const reply = z.object({ status: z.number(), body: z.string().optional() });
/** `running` has no reply yet. A call that `ended` without one has an unknown outcome. */
const record = z.object({
  state: z.enum(["running", "ended"]),
  fingerprint: z.string(),
  reply: reply.optional(),
  /** A digest of the user whose call it is. */
  user: z.string().optional(),
});
type CallRecord = z.infer<typeof record>;

type RecentCall = {
  user: string;
  topic?: string | undefined;
  encrypted: string;
  holder?: string | undefined;
  expiresAt: number;
};

/** The braces keep a call's record and its lease at one node of a cluster. */
const recordKeyOf = (name: string) => `preauth:once:{${hashName(name)}}`;
const leaseKeyOf = (key: string) => `${key}:lease`;

/** Claims a key with its lease when it is new. KEYS record, lease · ARGV record, lifetime, holder, lease lifetime. */
const claimScript = `
local found = redis.call("GET", KEYS[1])
if found then return {found, redis.call("EXISTS", KEYS[2])} end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
redis.call("SET", KEYS[2], ARGV[3], "PX", ARGV[4])
return false`;
/**
 * Claims a key whose holder died. KEYS record, lease · ARGV expected record, new record, lifetime, holder, lease
 * lifetime.
 */
const takeOverScript = `
if redis.call("EXISTS", KEYS[2]) == 1 or redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[1], ARGV[2], "PX", ARGV[3])
redis.call("SET", KEYS[2], ARGV[4], "PX", ARGV[5])
return 1`;
/** Removes a key that its holder still has. KEYS record, lease · ARGV holder. */
const removeScript = `if redis.call("GET", KEYS[2]) == ARGV[1] then return redis.call("DEL", KEYS[1], KEYS[2]) end return 0`;

/**
 * A store for several instances: calls of one instance meet in its memory, instances meet in Redis. While Redis is
 * unavailable each instance continues with its memory, and writes it back afterwards.
 */
export function redisIdempotency(redis: SharedRedis, encryption: Encryption): IdempotencyStore {
  const memory = memoryIdempotency();
  /** What Redis should know of this instance's calls: encrypted records by key, and the holders of running calls. */
  const recent = new Map<string, RecentCall>();
  /** Keys to remove, with their holders: a Redis that was stopped executes our claims when it continues. */
  const toRemove = new Map<string, string>();

  const encryptRecord = (key: string, value: CallRecord) => encryption.encrypt(JSON.stringify(value), key);
  const remember = (key: string, call: Omit<RecentCall, "expiresAt">) => {
    recent.delete(key);
    recent.set(key, { ...call, expiresAt: performance.now() + resultLifetime });
    if (recent.size > maxRecent) recent.delete(recent.keys().next().value ?? "");
  };
  const remove = (key: string, holder: string) =>
    redis.run((client) => client.eval(removeScript, 2, key, leaseKeyOf(key), holder));

  redis.onAvailable(async () => {
    for (const [key, holder] of toRemove) {
      if ((await remove(key, holder)) === unavailable) return;
      toRemove.delete(key);
    }
    // The latest first: somebody may be repeating them now.
    const all = [...recent].reverse();
    for (let start = 0; start < all.length; start += batchSize) {
      await redis.run((client) =>
        Promise.all(
          all.slice(start, start + batchSize).flatMap(([key, { encrypted, holder, expiresAt }]) => {
            const left = Math.ceil(expiresAt - performance.now());
            if (left <= 0) return [];
            if (holder === undefined) return [client.set(key, encrypted, "PX", left)];
            return [
              client.set(key, encrypted, "PX", left, "NX"),
              client.set(leaseKeyOf(key), holder, "PX", leaseLifetime, "NX"),
            ];
          }),
        ),
      );
    }
  });

  function claimOf(key: string, user: string, local: Claim, holder: string, isLocal: boolean): Claim {
    const lease = leaseKeyOf(key);
    const renewal = setInterval(() => {
      void redis.run((client) => client.pexpire(lease, leaseLifetime));
    }, renewInterval);
    renewal.unref();
    return {
      isLocal,
      async settle(result, requestId) {
        if (redis.erasures.forbid(requestId)) return this.release(result);
        clearInterval(renewal);
        const ended = encryptRecord(key, { state: "ended", user, ...result });
        const topic = requestId === undefined ? undefined : requestDigest(requestId);
        remember(key, { user, topic, encrypted: ended });
        // Redis first: calls at other instances have waited as long as those at this one.
        await redis.run((client) => client.multi().set(key, ended, "PX", resultLifetime).del(lease).exec());
        await local.settle(result, requestId);
      },
      async release(result) {
        clearInterval(renewal);
        recent.delete(key);
        const removed = await remove(key, holder);
        if (removed === unavailable && toRemove.size < maxRecent) toRemove.set(key, holder);
        await local.release(result);
      },
    };
  }

  /** Claims in Redis a key that is claimed in this process, or gets the result of another instance. */
  async function beginShared(
    key: string,
    user: string,
    fingerprint: string,
    repeatable: boolean,
    local: Claim,
  ): Promise<BeginResult> {
    const lease = leaseKeyOf(key);
    const holder = randomUUID();
    const until = performance.now() + maxWait;
    const running = encryptRecord(key, { state: "running", fingerprint, user });
    const claimed = (isLocal: boolean) => {
      remember(key, { user, encrypted: running, holder });
      return { claim: claimOf(key, user, local, holder, isLocal) };
    };
    while (performance.now() < until) {
      if (redis.isRestoring && (await redis.run((client) => client.exists(key))) === 0) {
        // Another instance may be about to write this key back; claiming it now could execute the call twice.
        await sleep(pollInterval);
        continue;
      }
      const found = await redis.run((client) =>
        client.eval(claimScript, 2, key, lease, running, resultLifetime, holder, leaseLifetime),
      );
      if (found === unavailable || found === null) return claimed(found === unavailable);
      const [encrypted, isHeld] = found as [string, number];
      const stored = readRecord(encryption.decrypt(encrypted, key));
      // Encrypted with a secret that is no longer listed: the outcome of that call is unknown.
      if (stored === undefined) return { result: { fingerprint: "" } };
      if (stored.state === "ended") return { result: resultOf(stored) };
      if (stored.fingerprint !== "" && fingerprint !== "" && stored.fingerprint !== fingerprint) {
        return { result: resultOf(stored) };
      }
      if (isHeld === 0) {
        if (!repeatable) return { result: resultOf(stored) };
        const taken = await redis.run((client) =>
          client.eval(
            takeOverScript,
            2,
            key,
            lease,
            encrypted,
            running,
            resultLifetime,
            holder,
            leaseLifetime,
          ),
        );
        if (taken === unavailable || taken === 1) return claimed(taken === unavailable);
      }
      await sleep(pollInterval * (0.5 + Math.random()));
    }
    throw new ProblemError("overloaded", { retryAfter: 1 });
  }

  return {
    async begin(name, fingerprint, repeatable): Promise<BeginResult> {
      const begin = await memory.begin(name, fingerprint, repeatable);
      if (begin.claim === undefined) return begin;
      const local = begin.claim;
      const key = recordKeyOf(name);
      try {
        const shared = await beginShared(key, userOfKey(name), fingerprint, repeatable, local);
        if (shared.result !== undefined) {
          // Not stored in memory: another instance may still learn more.
          await local.release(shared.result);
        }
        return shared;
      } catch (thrown) {
        await local.release(thrown instanceof ProblemError ? thrown : new ProblemError("internal_error"));
        throw thrown;
      }
    },
    erase(erasure) {
      memory.erase(erasure);
      for (const [key, { user, topic }] of recent) {
        if (erasure.users.has(user) || (topic !== undefined && erasure.topics.has(topic))) recent.delete(key);
      }
    },
  };
}

function resultOf({ fingerprint, reply: stored }: CallRecord): StoredResult {
  return { fingerprint, ...(stored && { reply: stored as NonNullable<StoredResult["reply"]> }) };
}

function readRecord(text: string | undefined): CallRecord | undefined {
  if (text === undefined) return undefined;
  const read = record.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}

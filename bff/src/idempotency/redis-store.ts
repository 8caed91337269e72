import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ProblemError } from "../problem/problem-error.ts";
import { hidden, type Sealing } from "../redis/encryption.ts";
import { away, type SharedRedis } from "../redis/redis.ts";
import {
  type Begun,
  type Claim,
  type Fate,
  fateLife,
  type IdempotencyStore,
  longestWait,
} from "./idempotency.ts";
import { memoryIdempotency } from "./memory-store.ts";

/** Milliseconds that a claim outlives its holder: past it, the fate of the holder's call is unknown. */
const leaseLife = 5_000;
const renewEvery = 1_500;
/** Milliseconds between two looks at another instance's call. */
const watchEvery = 80;
/** Fates in one round trip. */
const batch = 200;
/** Fates told again to a Redis that has come back. */
const mostTold = 5_000;

const answer = z.object({ status: z.number(), body: z.string().optional() });
/** `running` has no answer yet; a call that `ended` without one has an unknown fate. */
const record = z.object({
  state: z.enum(["running", "ended"]),
  fingerprint: z.string(),
  answer: answer.optional(),
});
type Stored = z.infer<typeof record>;

/** Takes a key with its lease when nobody has it. KEYS record, lease · ARGV record, life, holder, lease. */
const claimKey = `
local found = redis.call("GET", KEYS[1])
if found then return {found, redis.call("EXISTS", KEYS[2])} end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
redis.call("SET", KEYS[2], ARGV[3], "PX", ARGV[4])
return false`;
/** Takes over what a dead holder left. KEYS record, lease · ARGV as it was, record, life, holder, lease. */
const takeOver = `
if redis.call("EXISTS", KEYS[2]) == 1 or redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[1], ARGV[2], "PX", ARGV[3])
redis.call("SET", KEYS[2], ARGV[4], "PX", ARGV[5])
return 1`;
/** Forgets a key that is still its holder's. KEYS record, lease · ARGV holder. */
const forgetOwn = `if redis.call("GET", KEYS[2]) == ARGV[1] then return redis.call("DEL", KEYS[1], KEYS[2]) end return 0`;

/**
 * Fates for several instances: callers of one instance meet in its memory, instances meet in Redis. While Redis is
 * away each goes on with its own memory, and tells Redis when it is back.
 */
export function redisIdempotency(redis: SharedRedis, sealing: Sealing): IdempotencyStore {
  const memory = memoryIdempotency();
  /** What Redis should know of this instance's calls: sealed records by key, and who holds those that run. */
  const told = new Map<string, { sealed: string; holder?: string | undefined; until: number }>();
  /** Keys to be forgotten, by holder: a Redis that stood still carries our claims out when it goes on. */
  const unforgotten = new Map<string, string>();

  const sealed = (name: string, stored: Stored) => sealing.seal(JSON.stringify(stored), name);
  const tell = (name: string, sealed: string, holder?: string) => {
    told.delete(name);
    told.set(name, { sealed, holder, until: Date.now() + fateLife });
    if (told.size > mostTold) told.delete(told.keys().next().value ?? "");
  };
  const forget = (name: string, holder: string) =>
    redis.run((client) => client.eval(forgetOwn, 2, name, `${name}:lease`, holder));
  redis.onBack(async () => {
    for (const [name, holder] of unforgotten) {
      if ((await forget(name, holder)) === away) return;
      unforgotten.delete(name);
    }
    // The youngest first: they are the ones that somebody may be asking for again.
    const all = [...told].reverse();
    for (let start = 0; start < all.length; start += batch) {
      await redis.run((client) => {
        const writes = client.pipeline();
        for (const [name, { sealed, holder, until }] of all.slice(start, start + batch)) {
          const left = until - Date.now();
          if (left <= 0) continue;
          if (holder === undefined) writes.set(name, sealed, "PX", left);
          else writes.set(name, sealed, "PX", left, "NX").set(`${name}:lease`, holder, "PX", leaseLife, "NX");
        }
        return writes.exec();
      });
    }
  });

  function claimOf(name: string, local: Claim, holder: string, isAlone: boolean): Claim {
    const lease = `${name}:lease`;
    const renewal = setInterval(() => {
      void redis.run((client) => client.pexpire(lease, leaseLife));
    }, renewEvery);
    renewal.unref();
    return {
      isAlone,
      async settle(fate) {
        clearInterval(renewal);
        const ended = sealed(name, storedOf(fate.fingerprint, fate.answer));
        tell(name, ended);
        // Redis first: who waits in another instance has waited as long as those who wait here.
        await redis.run((client) => client.multi().set(name, ended, "PX", fateLife).del(lease).exec());
        await local.settle(fate);
      },
      async release(ending) {
        clearInterval(renewal);
        told.delete(name);
        const forgotten = await forget(name, holder);
        if (forgotten === away && unforgotten.size < mostTold) unforgotten.set(name, holder);
        await local.release(ending);
      },
    };
  }

  /** Claims the key in Redis for who holds it here already, or finds out what became of it elsewhere. */
  async function beginShared(
    name: string,
    fingerprint: string,
    repeatable: boolean,
    local: Claim,
  ): Promise<Begun> {
    const lease = `${name}:lease`;
    const holder = randomUUID();
    const until = Date.now() + longestWait;
    const mine = sealed(name, { state: "running", fingerprint });
    const ours = (isAlone: boolean) => {
      tell(name, mine, holder);
      return { claim: claimOf(name, local, holder, isAlone) };
    };
    while (Date.now() < until) {
      if (redis.isBeingTold && (await redis.run((client) => client.exists(name))) === 0) {
        // Another instance may know the key and be about to say so; taking it now could do the call twice.
        await sleep(watchEvery);
        continue;
      }
      const found = await redis.run((client) =>
        client.eval(claimKey, 2, name, lease, mine, fateLife, holder, leaseLife),
      );
      if (found === away || found === null) return ours(found === away);
      const [theirs, held] = found as [string, number];
      const stored = readStored(sealing.open(theirs, name));
      // Sealed with a secret that is gone: nothing can be said of it but that there was a call.
      if (stored === undefined) return { fate: { fingerprint: "" } };
      if (stored.state === "ended") return { fate: fateOf(stored) };
      if (stored.fingerprint !== "" && fingerprint !== "" && stored.fingerprint !== fingerprint) {
        return { fate: fateOf(stored) };
      }
      if (held === 0) {
        if (!repeatable) return { fate: fateOf(stored) };
        const taken = await redis.run((client) =>
          client.eval(takeOver, 2, name, lease, theirs, mine, fateLife, holder, leaseLife),
        );
        if (taken === away || taken === 1) return ours(taken === away);
      }
      await sleep(watchEvery * (0.5 + Math.random()));
    }
    throw new ProblemError("overloaded", { retryAfter: 1 });
  }

  return {
    async begin(key, fingerprint, repeatable): Promise<Begun> {
      const begun = await memory.begin(key, fingerprint, repeatable);
      if (begun.claim === undefined) return begun;
      const local = begun.claim;
      const name = `preauth:once:${hidden(key)}`;
      try {
        const shared = await beginShared(name, fingerprint, repeatable, local);
        if (shared.fate !== undefined) {
          // Not kept here: another instance may still find out more about it.
          await local.release(shared.fate);
        }
        return shared;
      } catch (thrown) {
        await local.release(thrown instanceof ProblemError ? thrown : new ProblemError("internal_error"));
        throw thrown;
      }
    },
  };
}

const storedOf = (fingerprint: string, kept: Fate["answer"]): Stored => ({
  state: "ended",
  fingerprint,
  answer: kept as Stored["answer"],
});

function fateOf({ fingerprint, answer: kept }: Stored): Fate {
  return { fingerprint, ...(kept && { answer: kept as NonNullable<Fate["answer"]> }) };
}

function readStored(text: string | undefined): Stored | undefined {
  if (text === undefined) return undefined;
  const read = record.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}

import { type SharedRedis, unavailable } from "../redis/redis.ts";
import { memoryRateLimits } from "./memory-store.ts";
import { perRequestLimits } from "./policies.ts";
import { type Change, changeBacklogs } from "./redis-counters.ts";
import {
  type Charge,
  countersOf,
  type Policies,
  quotaAt,
  type RateLimitStore,
  rateOf,
  refusalAt,
  type TakeResult,
} from "./store.ts";

/** Milliseconds for which uses that count against the limits of every request are collected before they go to Redis. */
const flushInterval = 250;
/** Backlogs in one round trip. */
const batchSize = 500;
/** Keys that are written to a Redis that is available again, and the share of their limit that they have used at least. */
const maxRestored = 20_000;
const minRestoredShare = 1 / 20;

/**
 * A store that several instances share. Redis is authoritative. Each instance keeps a copy in memory: it answers from
 * the copy for the limits of every request, whose uses it writes to Redis afterwards, and for all limits while Redis
 * is unavailable. When Redis is available again, each instance writes its copy back, and the largest backlog holds.
 */
export function redisRateLimits(redis: SharedRedis, policies: Policies, now?: () => number): RateLimitStore {
  const rate = (charge: Charge) => rateOf(policies, charge);
  const local = memoryRateLimits(policies, now);
  /** Uses that the local copy has counted, and Redis has not. */
  const pending = new Map<string, { charge: Charge; count: number }>();
  let isFlushing = false;

  // At once, before an empty Redis lets in whom this instance would refuse.
  redis.onAvailable(() => {
    const keys = [...local.keysAbove(minRestoredShare)].slice(0, maxRestored);
    void write(keys.map((charge) => ({ charge, by: 0 })));
  });

  function addPending(charge: Charge): void {
    const before = pending.get(pendingKey(charge));
    if (before === undefined) pending.set(pendingKey(charge), { charge, count: 1 });
    else before.count += 1;
    if (!isFlushing) flushLater();
  }

  function flushLater(): void {
    isFlushing = true;
    setTimeout(() => void flush(), flushInterval).unref();
  }

  /** What Redis does not take now is not kept for it: the local copy has it, and is written back later. */
  async function flush(): Promise<void> {
    const changes = [...pending.values()].map(({ charge, count }) => ({
      charge,
      by: count * rate(charge).interval,
    }));
    pending.clear();
    await write(changes);
    isFlushing = false;
    if (pending.size > 0) flushLater();
  }

  async function write(changes: readonly Pick<Change, "charge" | "by">[]): Promise<void> {
    for (let start = 0; start < changes.length; start += batchSize) {
      const batch = changes.slice(start, start + batchSize);
      await apply(batch.map(({ charge, by }) => ({ charge, by, atLeast: lostBacklog(charge, by) })));
    }
  }

  const pendingBacklog = (charge: Charge) =>
    (pending.get(pendingKey(charge))?.count ?? 0) * rate(charge).interval;

  /**
   * The backlog that Redis should have before `by` is added. Only a Redis that may have lost keys is told: at other
   * times the local copy may still hold what another instance has refunded.
   */
  function lostBacklog(charge: Charge, by = 0): number {
    if (!redis.isRestoring) return 0;
    const backlog = local.backlog(charge) - pendingBacklog(charge) - by;
    // A clock that was set back must not make a backlog larger than it can be.
    return Math.max(0, Math.min(backlog, rate(charge).window));
  }

  /** Changes backlogs in Redis, and copies the result. */
  async function apply(changes: readonly Change[]) {
    const result = await changeBacklogs(redis, policies, changes);
    if (result === unavailable) return unavailable;
    for (const [index, { charge }] of changes.entries()) {
      local.setBacklog(charge, (result.backlogs[index] ?? 0) + pendingBacklog(charge));
    }
    return result;
  }

  async function takeFromRedis(charges: readonly Charge[]): Promise<TakeResult> {
    const result = await apply(
      charges.map((charge) => {
        const { interval, window } = rate(charge);
        return { charge, by: interval, max: window, atLeast: lostBacklog(charge) };
      }),
    );
    if (result === unavailable) return local.take(charges);
    const { refused, backlogs } = result;
    const index = refused ?? 0;
    const charge = charges[index] as Charge;
    const backlog = backlogs[index] ?? 0;
    if (refused !== undefined) return refusalAt(charge.name, rate(charge), backlog);
    return { quota: quotaAt(rate(charge), backlog) };
  }

  return {
    take(charges) {
      if (!charges.every(({ name }) => perRequestLimits.has(name))) return takeFromRedis(charges);
      const result = local.take(charges);
      if (result.refused === undefined) for (const charge of charges) addPending(charge);
      return result;
    },
    async refund(charges) {
      const result = await apply(
        charges.map((charge) => ({
          charge,
          by: -rate(charge).interval,
          atLeast: lostBacklog(charge),
        })),
      );
      if (result === unavailable) local.refund(charges);
    },
  };
}

const pendingKey = (charge: Charge) => `${countersOf(charge)}\n${charge.key}`;

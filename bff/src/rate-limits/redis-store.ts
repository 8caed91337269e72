import { type SharedRedis, unavailable } from "../redis/redis.ts";
import { memoryRateLimits } from "./memory-store.ts";
import { type LimitName, type Policy, perRequestLimits } from "./policies.ts";
import { type Change, changeBacklogs } from "./redis-counters.ts";
import { type Charge, quotaAt, type RateLimitStore, ratesOf, refusalAt, type TakeResult } from "./store.ts";

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
export function redisRateLimits(
  redis: SharedRedis,
  policies: Readonly<Record<LimitName, Policy>>,
  now?: () => number,
): RateLimitStore {
  const rates = ratesOf(policies);
  const local = memoryRateLimits(policies, now);
  /** Uses that the local copy has counted, and Redis has not. */
  const pending = new Map([...perRequestLimits].map((name) => [name, new Map<string, number>()]));
  let isFlushing = false;

  // At once, before an empty Redis lets in whom this instance would refuse.
  redis.onAvailable(() => {
    const keys = [...local.keysAbove(minRestoredShare)].slice(0, maxRestored);
    void write(keys.map((charge) => ({ charge, by: 0 })));
  });

  function addPending({ name, key }: Charge): void {
    const counts = pending.get(name);
    counts?.set(key, (counts.get(key) ?? 0) + 1);
    if (!isFlushing) flushLater();
  }

  function flushLater(): void {
    isFlushing = true;
    setTimeout(() => void flush(), flushInterval).unref();
  }

  /** What Redis does not take now is not kept for it: the local copy has it, and is written back later. */
  async function flush(): Promise<void> {
    const changes = [...pending].flatMap(([name, counts]) =>
      [...counts].map(([key, count]) => ({ charge: { name, key }, by: count * rates[name].interval })),
    );
    for (const counts of pending.values()) counts.clear();
    await write(changes);
    isFlushing = false;
    if ([...pending.values()].some(({ size }) => size > 0)) flushLater();
  }

  async function write(changes: readonly Pick<Change, "charge" | "by">[]): Promise<void> {
    for (let start = 0; start < changes.length; start += batchSize) {
      const batch = changes.slice(start, start + batchSize);
      await apply(batch.map(({ charge, by }) => ({ charge, by, atLeast: lostBacklog(charge, by) })));
    }
  }

  const pendingBacklog = ({ name, key }: Charge) => (pending.get(name)?.get(key) ?? 0) * rates[name].interval;

  /**
   * The backlog that Redis should have before `by` is added. Only a Redis that may have lost keys is told: at other
   * times the local copy may still hold what another instance has refunded.
   */
  function lostBacklog(charge: Charge, by = 0): number {
    if (!redis.isRestoring) return 0;
    const backlog = local.backlog(charge) - pendingBacklog(charge) - by;
    // A clock that was set back must not make a backlog larger than it can be.
    return Math.max(0, Math.min(backlog, rates[charge.name].window));
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
        const { interval, window } = rates[charge.name];
        return { charge, by: interval, max: window, atLeast: lostBacklog(charge) };
      }),
    );
    if (result === unavailable) return local.take(charges);
    const { refused, backlogs } = result;
    const index = refused ?? 0;
    const { name } = charges[index] as Charge;
    const backlog = backlogs[index] ?? 0;
    if (refused !== undefined) return refusalAt(name, rates[name], backlog);
    return { quota: quotaAt(rates[name], backlog) };
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
          by: -rates[charge.name].interval,
          atLeast: lostBacklog(charge),
        })),
      );
      if (result === unavailable) local.refund(charges);
    },
  };
}

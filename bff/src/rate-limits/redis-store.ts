import { type SharedRedis, unavailable } from "../redis/redis.ts";
import { memoryRateLimits } from "./memory-store.ts";
import { collectiveLimits, perRequestLimits } from "./policies.ts";
import { type Change, changeBacklogs, groupByNode } from "./redis-counters.ts";
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

/** Milliseconds for which uses of the limits of every request, and what is given back, are collected for Redis. */
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
  /** Uses that the local copy has counted, and Redis has not; below zero for what was given back. */
  const pending = new Map<string, { charge: Charge; count: number }>();
  let isFlushing = false;

  // At once, before an empty Redis lets in whom this instance would refuse.
  redis.onAvailable(() => {
    const keys = [...local.keysAbove(minRestoredShare)].slice(0, maxRestored);
    void write(keys.map((charge) => ({ charge, by: 0 })));
  });

  function addPending(charge: Charge, count: 1 | -1): void {
    const before = pending.get(pendingKey(charge));
    if (before === undefined) pending.set(pendingKey(charge), { charge, count });
    else before.count += count;
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
      await Promise.all(
        groupByNode(batch).map((group) =>
          apply(group.map(({ charge, by }) => ({ charge, by, atLeast: lostBacklog(charge, by) }))),
        ),
      );
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

  /** Changes the backlogs of one group in Redis, and copies the result. */
  async function apply(changes: readonly Change[]) {
    const result = await changeBacklogs(redis, policies, changes);
    if (result === unavailable) return unavailable;
    for (const [index, { charge }] of changes.entries()) {
      local.setBacklog(charge, (result.backlogs[index] ?? 0) + pendingBacklog(charge));
    }
    return result;
  }

  /**
   * Takes group after group, and gives back what was taken when a later one is past its limit. Meanwhile others may find
   * less than there is, never more; what a process that died did not give back is worked off with the rest.
   */
  async function takeFromRedis(charges: readonly Charge[]): Promise<TakeResult> {
    const taken: Charge[] = [];
    let first: TakeResult | undefined;
    for (const group of groupByNode(charges.map((charge) => ({ charge })))) {
      const own = group.map(({ charge }) => charge);
      const result = await takeGroup(own);
      if (result.refused !== undefined) {
        await refund(taken);
        return result;
      }
      first ??= result;
      taken.push(...own);
    }
    return first as TakeResult;
  }

  async function takeGroup(charges: readonly Charge[]): Promise<TakeResult> {
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

  async function refund(charges: readonly Charge[]): Promise<void> {
    const later = charges.filter(({ name }) => collectiveLimits.has(name));
    local.refund(later);
    for (const charge of later) addPending(charge, -1);
    const atOnce = charges.filter(({ name }) => !collectiveLimits.has(name));
    const changes = atOnce.map((charge) => ({ charge, by: -rate(charge).interval }));
    await Promise.all(
      groupByNode(changes).map(async (group) => {
        const result = await apply(
          group.map((change) => ({ ...change, atLeast: lostBacklog(change.charge) })),
        );
        if (result === unavailable) local.refund(group.map(({ charge }) => charge));
      }),
    );
  }

  return {
    take(charges) {
      if (!charges.every(({ name }) => perRequestLimits.has(name))) return takeFromRedis(charges);
      const result = local.take(charges);
      if (result.refused === undefined) for (const charge of charges) addPending(charge, 1);
      return result;
    },
    refund,
  };
}

const pendingKey = (charge: Charge) => `${countersOf(charge)}\n${charge.key}`;

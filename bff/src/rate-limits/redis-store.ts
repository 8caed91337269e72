import { type SharedRedis, unavailable } from "../redis/redis.ts";
import { memoryRateLimits } from "./memory-store.ts";
import { type LimitName, type Policy, perRequestLimits } from "./policies.ts";
import { type Change, changeDebts } from "./redis-counters.ts";
import { type Charge, pricesOf, type RateLimitStore, refusal, standing, type Usage } from "./store.ts";

/** Milliseconds for which counts of every request are gathered before the others are told of them. */
const gatheredFor = 250;
/** Debts in one round trip. */
const batch = 500;
/** Debtors that a Redis is told of when it has come back, and the share of their limit that they owe at least. */
const mostTold = 20_000;
const leastTold = 1 / 20;

/**
 * A store for several instances. The books that count are in Redis. Each instance has its own beside them, into which
 * it copies what Redis says; from them it answers for the limits of every request, which it settles with Redis
 * afterwards, and for all limits while Redis is unavailable. When Redis is back, each tells it what its own books say, and
 * the greatest debt holds.
 */
export function redisRateLimits(
  redis: SharedRedis,
  policies: Readonly<Record<LimitName, Policy>>,
  now?: () => number,
): RateLimitStore {
  const prices = pricesOf(policies);
  const own = memoryRateLimits(policies, now);
  /** Counts that are in one's own books and that Redis is still to be told of. */
  const untold = new Map([...perRequestLimits].map((name) => [name, new Map<string, number>()]));
  let telling = false;

  // At once, before anybody is let in whom an empty Redis does not know.
  redis.onAvailable(() => {
    const debtors = [...own.debtors(leastTold)].slice(0, mostTold);
    void tell(debtors.map((charge) => ({ charge, by: 0 })));
  });

  /** Notes what Redis will be told of. */
  function note({ name, key }: Charge): void {
    const counts = untold.get(name);
    counts?.set(key, (counts.get(key) ?? 0) + 1);
    if (!telling) tellSoon();
  }

  function tellSoon(): void {
    telling = true;
    setTimeout(() => void tellCounts(), gatheredFor).unref();
  }

  /** What Redis does not hear now need not be kept: it is in one's own books, which it is told of when it is back. */
  async function tellCounts(): Promise<void> {
    const counted = [...untold].flatMap(([name, counts]) =>
      [...counts].map(([key, count]) => ({ charge: { name, key }, by: count * prices[name].interval })),
    );
    for (const counts of untold.values()) counts.clear();
    await tell(counted);
    telling = false;
    if ([...untold.values()].some(({ size }) => size > 0)) tellSoon();
  }

  async function tell(debts: readonly Pick<Change, "charge" | "by">[]): Promise<void> {
    for (let start = 0; start < debts.length; start += batch) {
      const some = debts.slice(start, start + batch);
      await change(some.map(({ charge, by }) => ({ charge, by, already: knownOf(charge, by) })));
    }
  }

  const untoldOf = ({ name, key }: Charge) => (untold.get(name)?.get(key) ?? 0) * prices[name].interval;

  /**
   * What Redis should know of a debt without what it is just being told. Only one that may have forgotten is reminded:
   * at other times one's own books may still hold what another instance has given back.
   */
  function knownOf(charge: Charge, told = 0): number {
    if (!redis.isRestoring) return 0;
    const owed = own.owed(charge) - untoldOf(charge) - told;
    // A clock that was set back must not have anybody owe more than there is to owe.
    return Math.max(0, Math.min(owed, prices[charge.name].window));
  }

  async function change(changes: readonly Change[]) {
    const changed = await changeDebts(redis, changes);
    if (changed === unavailable) return unavailable;
    for (const [place, { charge }] of changes.entries()) {
      own.owe(charge, (changed.owed[place] ?? 0) + untoldOf(charge));
    }
    return changed;
  }

  async function takeShared(charges: readonly Charge[]): Promise<Usage> {
    const changed = await change(
      charges.map((charge) => {
        const { interval, window } = prices[charge.name];
        return { charge, by: interval, most: window, already: knownOf(charge) };
      }),
    );
    if (changed === unavailable) return own.take(charges);
    const { refused, owed } = changed;
    const told = refused ?? 0;
    const { name } = charges[told] as Charge;
    if (refused !== undefined) return refusal(name, prices[name], owed[told] ?? 0);
    return { standing: standing(prices[name], owed[told] ?? 0) };
  }

  return {
    take(charges) {
      if (!charges.every(({ name }) => perRequestLimits.has(name))) return takeShared(charges);
      const metered = own.take(charges);
      if (metered.refused === undefined) for (const charge of charges) note(charge);
      return metered;
    },
    async refund(charges) {
      const changed = await change(
        charges.map((charge) => ({
          charge,
          by: -prices[charge.name].interval,
          already: knownOf(charge),
        })),
      );
      if (changed === unavailable) own.refund(charges);
    },
  };
}

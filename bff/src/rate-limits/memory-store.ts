import {
  type Charge,
  countersOf,
  type Policies,
  quotaAt,
  type Rate,
  rateOf,
  refusalAt,
  type TakeResult,
} from "./store.ts";

/** A store that answers at once, and whose backlogs can be read and set. They are in milliseconds. */
export type MemoryRateLimitStore = {
  take(charges: readonly Charge[]): TakeResult;
  refund(charges: readonly Charge[]): void;
  backlog(of: Charge): number;
  setBacklog(of: Charge, milliseconds: number): void;
  /** Every key whose backlog is at least this share of the most that it may be. */
  keysAbove(share: number): Iterable<Charge>;
};

/** Keys that are kept for each limit. Past it the keys with the smallest backlog are dropped. */
const maxKeys = 50_000;

/** A limit's rate, and for each key the instant at which its backlog is worked off. */
type Limit = Rate & Pick<Charge, "name" | "policy"> & { clearAt: Map<string, number> };

/** A store in this process: one number for each key, and no timer. */
export function memoryRateLimits(
  policies: Policies,
  // Whole milliseconds: a sum of fractions may end just above a whole second.
  now: () => number = () => Math.trunc(performance.now()),
): MemoryRateLimitStore {
  const limits = new Map<string, Limit>();

  function limitOf(charge: Charge): Limit {
    const counters = countersOf(charge);
    const known = limits.get(counters);
    if (known !== undefined) return known;
    const { name, policy } = charge;
    const limit = { ...rateOf(policies, charge), name, policy, clearAt: new Map() };
    limits.set(counters, limit);
    return limit;
  }

  return {
    take(charges) {
      const at = now();
      for (const charge of charges) {
        const limit = limitOf(charge);
        const backlog = backlogAt(limit, charge.key, at);
        if (backlog + limit.interval > limit.window) return refusalAt(charge.name, limit, backlog);
      }
      for (const charge of charges) {
        const limit = limitOf(charge);
        setBacklog(limit, charge.key, at, backlogAt(limit, charge.key, at) + limit.interval);
      }
      const first = charges[0] as Charge;
      const limit = limitOf(first);
      return { quota: quotaAt(limit, backlogAt(limit, first.key, at)) };
    },
    refund(charges) {
      const at = now();
      for (const charge of charges) {
        const limit = limitOf(charge);
        setBacklog(limit, charge.key, at, backlogAt(limit, charge.key, at) - limit.interval);
      }
    },
    backlog: (charge) => backlogAt(limitOf(charge), charge.key, now()),
    setBacklog: (charge, milliseconds) => setBacklog(limitOf(charge), charge.key, now(), milliseconds),
    *keysAbove(share) {
      const at = now();
      for (const { name, policy, clearAt, window } of limits.values()) {
        for (const [key, until] of clearAt) if (until - at >= window * share) yield { name, key, policy };
      }
    },
  };
}

/** Milliseconds of backlog. Never more than the window, whatever the clock does. */
function backlogAt({ clearAt, window }: Limit, key: string, at: number): number {
  return Math.min(window, Math.max(0, (clearAt.get(key) ?? 0) - at));
}

function setBacklog(limit: Limit, key: string, at: number, milliseconds: number): void {
  const { clearAt } = limit;
  if (milliseconds <= 0) {
    clearAt.delete(key);
    return;
  }
  if (clearAt.size >= maxKeys && !clearAt.has(key)) dropKeys(limit, at);
  clearAt.set(key, at + milliseconds);
}

/** Drops the keys without a backlog, and if those are not enough, the half with the smallest. */
function dropKeys({ clearAt, window }: Limit, at: number): void {
  for (const [key, until] of clearAt) if (until <= at) clearAt.delete(key);
  for (let share = 1 / 16; clearAt.size > maxKeys / 2 && share <= 1; share *= 2) {
    for (const [key, until] of clearAt) if (until - at <= window * share) clearAt.delete(key);
  }
}

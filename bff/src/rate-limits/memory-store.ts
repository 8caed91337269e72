import type { LimitName, Policy } from "./policies.ts";
import { type Charge, quotaAt, type Rate, ratesOf, refusalAt, type TakeResult } from "./store.ts";

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
type Limit = Rate & { clearAt: Map<string, number> };

/** A store in this process: one number for each key, and no timer. */
export function memoryRateLimits(
  policies: Readonly<Record<LimitName, Policy>>,
  now: () => number = () => performance.now(),
): MemoryRateLimitStore {
  const limits = Object.fromEntries(
    Object.entries(ratesOf(policies)).map(([name, rate]) => [name, { ...rate, clearAt: new Map() }]),
  ) as Record<LimitName, Limit>;

  return {
    take(charges) {
      const at = now();
      for (const { name, key } of charges) {
        const limit = limits[name];
        const backlog = backlogAt(limit, key, at);
        if (backlog + limit.interval > limit.window) return refusalAt(name, limit, backlog);
      }
      for (const { name, key } of charges) {
        const limit = limits[name];
        setBacklog(limit, key, at, backlogAt(limit, key, at) + limit.interval);
      }
      const { name, key } = charges[0] as Charge;
      return { quota: quotaAt(limits[name], backlogAt(limits[name], key, at)) };
    },
    refund(charges) {
      const at = now();
      for (const { name, key } of charges) {
        const limit = limits[name];
        setBacklog(limit, key, at, backlogAt(limit, key, at) - limit.interval);
      }
    },
    backlog: ({ name, key }) => backlogAt(limits[name], key, now()),
    setBacklog: ({ name, key }, milliseconds) => setBacklog(limits[name], key, now(), milliseconds),
    *keysAbove(share) {
      const at = now();
      for (const [name, { clearAt, window }] of Object.entries(limits) as [LimitName, Limit][]) {
        for (const [key, until] of clearAt) if (until - at >= window * share) yield { name, key };
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

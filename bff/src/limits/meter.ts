import type { LimitName, Policy } from "./policies.ts";

/** One more of something, by whom. */
export type Charge = { name: LimitName; key: string };

/** Where somebody stands with a limit. Seconds are whole, rounded up. */
export type Standing = { remaining: number; resetSeconds: number };

export type Metered =
  | { refused?: undefined; standing: Standing }
  /** The limit that is met, and the seconds after which there is room again. */
  | { refused: LimitName; standing: Standing; retryAfter: number };

/**
 * Counts against limits. The answers may come at once or later: what is counted may lie in this process, or be
 * shared by several through a store of their own.
 */
export type Meter = {
  /** Counts all of the charges, or none when one of them is past its limit. The standing is the first charge's. */
  take(charges: readonly Charge[]): Metered | Promise<Metered>;
  /** Takes back charges that turned out not to be due. */
  giveBack(charges: readonly Charge[]): void | Promise<void>;
};

/** Keys that are remembered for each limit; past it whoever is furthest from the limit is forgotten. */
const mostKeys = 50_000;

type Gauge = {
  /** Milliseconds that one costs, and that may be owed at the most. */
  interval: number;
  window: number;
  quota: number;
  /** For each key the moment at which nothing is owed any more. */
  clearAt: Map<string, number>;
};

/**
 * A meter in this process. The generic cell rate algorithm (ITU-T I.371): one number for each key, no timer, no
 * window whose edge lets twice the quota through.
 */
export function memoryMeter(
  policies: Readonly<Record<LimitName, Policy>>,
  now: () => number = Date.now,
): Meter {
  const gauges = Object.fromEntries(
    Object.entries(policies).map(([name, { quota, seconds }]) => [
      name,
      { interval: (seconds * 1000) / quota, window: seconds * 1000, quota, clearAt: new Map() },
    ]),
  ) as Record<LimitName, Gauge>;

  return {
    take(charges) {
      const at = now();
      for (const { name, key } of charges) {
        const gauge = gauges[name];
        const wait = owed(gauge, key, at) + gauge.interval - gauge.window;
        if (wait <= 0) continue;
        return { refused: name, standing: standing(gauge, key, at), retryAfter: Math.ceil(wait / 1000) };
      }
      for (const { name, key } of charges) {
        const gauge = gauges[name];
        owe(gauge, key, at, owed(gauge, key, at) + gauge.interval);
      }
      const [first] = charges;
      return { standing: first ? standing(gauges[first.name], first.key, at) : nothingOwed };
    },
    giveBack(charges) {
      const at = now();
      for (const { name, key } of charges) {
        const gauge = gauges[name];
        const left = owed(gauge, key, at) - gauge.interval;
        if (left > 0) owe(gauge, key, at, left);
        else gauge.clearAt.delete(key);
      }
    },
  };
}

const nothingOwed: Standing = { remaining: 0, resetSeconds: 0 };

/** Milliseconds until nothing is owed. */
function owed(gauge: Gauge, key: string, at: number): number {
  return Math.max(0, (gauge.clearAt.get(key) ?? 0) - at);
}

function owe(gauge: Gauge, key: string, at: number, milliseconds: number): void {
  const { clearAt } = gauge;
  if (clearAt.size >= mostKeys && !clearAt.has(key)) forget(gauge, at);
  clearAt.set(key, at + milliseconds);
}

/** Forgets whoever owes nothing any more, and if that is not enough, the half that owes least. */
function forget({ clearAt, window }: Gauge, at: number): void {
  for (const [key, until] of clearAt) if (until <= at) clearAt.delete(key);
  for (let share = 1 / 16; clearAt.size > mostKeys / 2 && share <= 1; share *= 2) {
    for (const [key, until] of clearAt) if (until - at <= window * share) clearAt.delete(key);
  }
}

function standing(gauge: Gauge, key: string, at: number): Standing {
  const debt = owed(gauge, key, at);
  return {
    remaining: Math.max(0, Math.floor((gauge.window - debt) / gauge.interval + 1e-6)),
    resetSeconds: Math.ceil(debt / 1000),
  };
}

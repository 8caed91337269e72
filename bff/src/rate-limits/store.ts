import type { LimitName, Policy } from "./policies.ts";

/** One more of something, by whom. */
export type Charge = { name: LimitName; key: string };

/** Where somebody stands with a limit. Seconds are whole, rounded up. */
export type Standing = { remaining: number; resetSeconds: number };

export type Usage =
  | { refused?: undefined; standing: Standing }
  /** The limit that is met, and the seconds after which there is room again. */
  | { refused: LimitName; standing: Standing; retryAfter: number };

/**
 * Counts against limits. The answers may come at once or later: what is counted may lie in this process, or be
 * shared by several through a store of their own.
 *
 * Every store follows the generic cell rate algorithm (ITU-T I.371): what has been counted is a debt in time, which
 * each charge adds to and the clock pays off. One number for each key, and no window whose edge lets twice the
 * quota through.
 */
export type RateLimitStore = {
  /** Counts all of the charges, or none when one of them is past its limit. The standing is the first charge's. */
  take(charges: readonly Charge[]): Usage | Promise<Usage>;
  /** Takes back charges that turned out not to be due. */
  refund(charges: readonly Charge[]): void | Promise<void>;
};

/** Milliseconds that one charge costs, and that may be owed at the most. */
export type Price = { interval: number; window: number };

/** What a charge against each limit costs. */
export function pricesOf(policies: Readonly<Record<LimitName, Policy>>): Record<LimitName, Price> {
  return Object.fromEntries(
    Object.entries(policies).map(([name, { quota, seconds }]) => [
      name,
      { interval: (seconds * 1000) / quota, window: seconds * 1000 },
    ]),
  ) as Record<LimitName, Price>;
}

/** Where somebody stands who owes so many milliseconds. */
export function standing({ interval, window }: Price, owed: number): Standing {
  return {
    remaining: Math.max(0, Math.floor((window - owed) / interval + 1e-6)),
    resetSeconds: Math.ceil(owed / 1000),
  };
}

/** The refusal of somebody who owes so many milliseconds. */
export function refusal(name: LimitName, price: Price, owed: number): Usage {
  const wait = owed + price.interval - price.window;
  return { refused: name, standing: standing(price, owed), retryAfter: Math.ceil(wait / 1000) };
}

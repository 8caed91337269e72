import type { LimitName, Policy } from "./policies.ts";

/** One use of a limit. `key`: the user, host or address that it counts for. */
export type Charge = {
  name: LimitName;
  key: string;
  /** What holds instead of the policy of the settings: the host's own. It is counted on its own. */
  policy?: Policy | undefined;
};

/** How much of a limit is left, and the seconds until all of it is. Seconds are whole, rounded up. */
export type Quota = { remaining: number; resetSeconds: number };

export type TakeResult =
  | { refused?: undefined; quota: Quota }
  /** The limit that is exhausted, and the seconds after which one use is possible again. */
  | { refused: LimitName; quota: Quota; retryAfter: number };

/**
 * Counts uses against limits, in this process or in a store that several share.
 *
 * Every store follows the generic cell rate algorithm (ITU-T I.371). Each use adds its interval to a key's backlog of
 * time, and the clock works it off. It needs one number for each key, and has no window at whose edge twice the quota
 * would pass.
 */
export type RateLimitStore = {
  /**
   * Counts all charges, or none when one of them is past its limit. The quota is the first charge's. Those of different
   * users, hosts or addresses are counted one after the other, and given back when a later one is refused.
   */
  take(charges: readonly Charge[]): TakeResult | Promise<TakeResult>;
  /** Takes charges back. */
  refund(charges: readonly Charge[]): void | Promise<void>;
};

/** Milliseconds that one use adds to the backlog, and the most that the backlog may be. */
export type Rate = { interval: number; window: number };

export type Policies = Readonly<Record<LimitName, Policy>>;

/** The rate at which a use counts: that of its own policy, or of the settings. */
export function rateOf(policies: Policies, { name, policy = policies[name] }: Charge): Rate {
  const window = policy.seconds * 1000;
  return { interval: window / policy.quota, window };
}

/** The name of the counters of a limit: each policy has its own, as one use means another share of it. */
export const countersOf = ({ name, policy }: Charge): string =>
  policy === undefined ? name : `${name} ${policy.quota}/${policy.seconds}`;

/** What is left at a backlog of so many milliseconds. */
export function quotaAt({ interval, window }: Rate, backlog: number): Quota {
  return {
    remaining: Math.max(0, Math.floor((window - backlog) / interval + 1e-6)),
    resetSeconds: Math.ceil(backlog / 1000),
  };
}

/** The refusal at a backlog of so many milliseconds. */
export function refusalAt(name: LimitName, rate: Rate, backlog: number): TakeResult {
  const wait = backlog + rate.interval - rate.window;
  return { refused: name, quota: quotaAt(rate, backlog), retryAfter: Math.ceil(wait / 1000) };
}

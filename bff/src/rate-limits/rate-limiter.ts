import type { Metrics } from "../metrics/metrics.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { ConcurrencyLimitName, HostLimits, LimitName, RateLimitSettings } from "./policies.ts";
import type { Charge, RateLimitStore, TakeResult } from "./store.ts";

/** What is limited by how many are open at once. */
export type Concurrent = "uploads" | "json_uploads" | "streams";

/** Where a client stands with a limit: the values of the response headers `RateLimit-Policy` and `RateLimit`. */
export type RateLimitState = { policy: string; state: string };

/** Refuses what is over a limit, with `RateLimitError`. */
export type RateLimiter = {
  /** Counts one against each limit, or throws and counts none. Gives the state of the first limit. */
  take(charges: readonly Charge[]): RateLimitState | undefined | Promise<RateLimitState | undefined>;
  /** Takes charges back. */
  refund(charges: readonly Charge[]): void | Promise<void>;
  /**
   * Opens one of what a key may have open at once. Gives the function that closes it again. `limits`: the host's own.
   */
  enter(name: Concurrent, key: string, limits?: HostLimits): () => void;
};

/** `rate_limited`, with the name of the limit for metrics and the audit. */
export class RateLimitError extends ProblemError {
  readonly limit: LimitName | ConcurrencyLimitName | "otp";
  /** The limit's state; undefined for a limit on what is open at once. */
  readonly state: RateLimitState | undefined;

  constructor(limit: RateLimitError["limit"], retryAfter: number, state?: RateLimitState) {
    super("rate_limited", { retryAfter });
    this.limit = limit;
    this.state = state;
  }
}

type Deps = { metrics: Metrics; settings: RateLimitSettings; store: RateLimitStore };

/** A limiter over a store. What is open at once is counted in this process: it costs this process's memory. */
export function rateLimiter({ metrics, settings, store }: Deps): RateLimiter {
  const open = new Map<string, number>();

  function refuse(error: RateLimitError): never {
    metrics.events.inc({ name: `limit_${error.limit}` });
    throw error;
  }

  function settle(result: TakeResult, charges: readonly Charge[]): RateLimitState {
    const { refused = charges[0]?.name } = result;
    const { name, policy } = charges.find((charge) => charge.name === refused) as Charge;
    const { quota, seconds } = policy ?? settings.policies[name];
    const { remaining, resetSeconds } = result.quota;
    const state = {
      policy: `"${name}";q=${quota};w=${seconds}`,
      state: `"${name}";r=${remaining};t=${resetSeconds}`,
    };
    if (result.refused !== undefined) refuse(new RateLimitError(result.refused, result.retryAfter, state));
    return state;
  }

  function increment(name: ConcurrencyLimitName, key: string, max = settings.concurrency[name]): void {
    const count = open.get(key) ?? 0;
    if (count >= max) refuse(new RateLimitError(name, 1));
    open.set(key, count + 1);
  }

  function decrement(key: string): void {
    const count = (open.get(key) ?? 1) - 1;
    if (count > 0) open.set(key, count);
    else open.delete(key);
  }

  return {
    take(charges) {
      const result = store.take(charges);
      return result instanceof Promise
        ? result.then((later) => settle(later, charges))
        : settle(result, charges);
    },
    refund: (charges) => store.refund(charges),
    enter(name, key, limits) {
      const own = `${name}\n${key}`;
      increment(name, own, limits?.concurrency[name]);
      try {
        increment(`${name}_in_all`, name);
      } catch (thrown) {
        decrement(own);
        throw thrown;
      }
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        decrement(own);
        decrement(name);
      };
    },
  };
}

/** No limits. */
export const unlimited: RateLimiter = { take: () => undefined, refund: () => {}, enter: () => () => {} };

import type { Host } from "../hosts/hosts.ts";
import { clientIp } from "../http/client-ip.ts";
import type { StateContext, StateMiddleware } from "../http/koa.ts";
import { RateLimitError, type RateLimiter, type RateLimitState } from "../rate-limits/rate-limiter.ts";
import type { Charge } from "../rate-limits/store.ts";
import type { AuthenticateState } from "./authenticate.ts";

/** Counts the request against its client's address. How far that is from the limit only a refusal says. */
export function addressRateLimit(limiter: RateLimiter): StateMiddleware {
  return async function addressRateLimit(ctx, next) {
    try {
      await limiter.take([{ name: "address", key: clientIp(ctx) }]);
    } catch (thrown) {
      if (thrown instanceof RateLimitError) showState(ctx, thrown.state);
      throw thrown;
    }
    return next();
  };
}

/** Counts the request against its session and its host. */
export function sessionRateLimit(limiter: RateLimiter): StateMiddleware<AuthenticateState> {
  return async function sessionRateLimit(ctx, next) {
    const { limitKey, host } = ctx.state.session;
    await limiterFor(ctx, limiter).take([
      { name: "session", key: limitKey },
      { name: "host", key: host },
    ]);
    return next();
  };
}

/**
 * The limiter for a request: with the limits of its host, which the session or the host's key names, and with its
 * answers shown in the response's `RateLimit` headers.
 */
export function limiterFor(
  ctx: StateContext<Partial<AuthenticateState>>,
  limiter: RateLimiter,
  host: Host | undefined = ctx.state.host,
): Pick<RateLimiter, "take" | "refund"> {
  const policies = host?.limits?.policies;
  const own = (charges: readonly Charge[]) =>
    policies === undefined ? charges : charges.map((one) => ({ ...one, policy: policies[one.name] }));
  return {
    async take(charges) {
      try {
        const state = await limiter.take(own(charges));
        showState(ctx, state);
        return state;
      } catch (thrown) {
        if (thrown instanceof RateLimitError) showState(ctx, thrown.state);
        throw thrown;
      }
    },
    refund: (charges) => limiter.refund(own(charges)),
  };
}

/** The header fields of draft-ietf-httpapi-ratelimit-headers. */
function showState(ctx: StateContext, state: RateLimitState | undefined): void {
  if (state === undefined) return;
  ctx.set("RateLimit-Policy", state.policy);
  ctx.set("RateLimit", state.state);
}

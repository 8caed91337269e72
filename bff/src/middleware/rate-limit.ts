import { clientIp } from "../http/client-ip.ts";
import type { StateContext, StateMiddleware } from "../http/koa.ts";
import { RateLimitError, type RateLimiter, type RateLimitState } from "../rate-limits/rate-limiter.ts";
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

/** The limiter, with its answers shown in the response's `RateLimit` headers. */
export function limiterFor(ctx: StateContext, limiter: RateLimiter): Pick<RateLimiter, "take" | "refund"> {
  return {
    async take(charges) {
      try {
        const state = await limiter.take(charges);
        showState(ctx, state);
        return state;
      } catch (thrown) {
        if (thrown instanceof RateLimitError) showState(ctx, thrown.state);
        throw thrown;
      }
    },
    refund: (charges) => limiter.refund(charges),
  };
}

/** The header fields of draft-ietf-httpapi-ratelimit-headers. */
function showState(ctx: StateContext, state: RateLimitState | undefined): void {
  if (state === undefined) return;
  ctx.set("RateLimit-Policy", state.policy);
  ctx.set("RateLimit", state.state);
}

import type { TokenState } from "../osigu/token/token-cache.ts";

/** What readiness looks at. */
export type Condition = {
  draining: () => boolean;
  vendorToken: () => TokenState;
  /** `none`: not set, one instance. `unavailable`: set, and not to be reached; all goes on in memory. */
  redis: () => "ok" | "unavailable" | "none";
};

export type Readiness = {
  ready: boolean;
  checks: { process: "up" | "draining"; vendor_token: TokenState; redis: "ok" | "unavailable" | "none" };
};

/**
 * Readiness for traffic. A vendor that is down for everybody is no reason to take an instance unavailable, and
 * neither is a Redis; credentials that the vendor refuses are, because no call can succeed.
 */
export function readiness(condition: Condition): Readiness {
  const draining = condition.draining();
  const vendorToken = condition.vendorToken();
  return {
    ready: !draining && vendorToken !== "refused",
    checks: {
      process: draining ? "draining" : "up",
      vendor_token: vendorToken,
      redis: condition.redis(),
    },
  };
}

import type { TokenState } from "../osigu/token/token-cache.ts";

/** What readiness depends on. */
export type Condition = {
  draining: () => boolean;
  vendorToken: () => TokenState;
  /** What an operator changes while the vendor refuses the credentials or the grant. */
  vendorTokenAdvice: () => string | undefined;
  /** `none`: not configured. `unavailable`: configured, and not reachable; this instance uses its memory. */
  redis: () => "ok" | "unavailable" | "none";
  /** What the server was made from. */
  build: { version: string; revision: string };
  /** `missing`: the widget is not built, or not in the version that is asked for. */
  widget: () => Promise<"ok" | "missing">;
};

export type Readiness = {
  ready: boolean;
  checks: {
    process: "up" | "draining";
    vendor_token: TokenState;
    redis: "ok" | "unavailable" | "none";
    widget: "ok" | "missing";
  };
  advice: string | undefined;
  build: { version: string; revision: string };
};

/**
 * Readiness for traffic. An instance stays ready while the vendor or Redis is down, which affects every instance. It
 * is not ready while the vendor refuses its credentials: no call can succeed. Without the widget's files it is ready:
 * hosts may load them from elsewhere.
 */
export async function readiness(condition: Condition): Promise<Readiness> {
  const draining = condition.draining();
  const vendorToken = condition.vendorToken();
  return {
    ready: !draining && vendorToken !== "refused",
    checks: {
      process: draining ? "draining" : "up",
      vendor_token: vendorToken,
      redis: condition.redis(),
      widget: await condition.widget(),
    },
    advice: condition.vendorTokenAdvice(),
    build: condition.build,
  };
}

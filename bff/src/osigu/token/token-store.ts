import type { TokenCall } from "./token-rate-limit.ts";

/** A token as instances share it. */
export type SharedToken = {
  accessToken: string;
  providerSlug: string | undefined;
  /** Seconds that the vendor gave it. */
  lifetime: number;
  /** Milliseconds left. Relative, because the clocks of instances differ. */
  left: number;
};

/** Why no instance calls the token endpoint for `left` milliseconds. */
export type Pause = { reason: "refused" | "grant_refused" | "limited" | "failing"; left: number };

/**
 * What instances share of the token. Methods return `undefined` when the store is unavailable; then each instance
 * continues alone.
 */
export type TokenStore = {
  /** The token that another instance got, the pause of all instances, or `none`. */
  read(): Promise<SharedToken | Pause | "none" | undefined>;
  write(token: Omit<SharedToken, "left">): Promise<void>;
  pause(pause: Pause): Promise<void>;
  /** The right to call the endpoint. `taken`: another instance has it. */
  lock(): Promise<TokenLock | "taken" | undefined>;
  /**
   * Counts a call in the rate limit of all instances, together with the calls that this process made alone. Returns 0
   * when the call may be made and fewer than `max` were, otherwise the milliseconds to wait.
   */
  reserve(callId: string, ownCalls: readonly TokenCall[], max: number): Promise<number | undefined>;
};

/** Held until it is released or its holder is gone. */
export type TokenLock = { release(): Promise<void> };

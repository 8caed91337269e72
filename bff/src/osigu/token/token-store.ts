import type { CallMade } from "./token-rate-limit.ts";

/** A token as instances hand it to each other. `expiresIn` counts from now, because clocks differ. */
export type SharedToken = {
  accessToken: string;
  providerSlug: string | undefined;
  /** Seconds that the vendor gave it. */
  life: number;
  /** Milliseconds left. */
  left: number;
};

/** Why all instances leave the token endpoint alone for a while. */
export type Pause = { reason: "refused" | "limited" | "ailing"; left: number };

/**
 * What instances share of the token. Every method answers `undefined` where the store cannot be reached in time;
 * then each goes on alone.
 */
export type TokenSharing = {
  /** The token that another instance got, `none`, or the pause that holds for all. */
  read(): Promise<SharedToken | Pause | "none" | undefined>;
  write(token: Omit<SharedToken, "left">): Promise<void>;
  /** Removes the token, when it is still this one. */
  remove(accessToken: string): Promise<void>;
  pause(pause: Pause): Promise<void>;
  /** The right to call the endpoint: `taken` while another instance has it. */
  lock(): Promise<TokenLock | "taken" | undefined>;
  /**
   * Notes a call in everybody's budget, together with those that this process made while it was alone; milliseconds
   * to wait when the budget is spent, 0 when the call may be made.
   */
  reserve(call: string, own: readonly CallMade[]): Promise<number | undefined>;
};

/** Held until released, or until its holder is gone. */
export type TokenLock = { release(): Promise<void> };

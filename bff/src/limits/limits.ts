import type { Session } from "../session/session.ts";

/** What a limit may look at. */
export type Attempt = {
  /** Name of the route's operation. */
  operation: string;
  session: Session | undefined;
  /** Address of the caller's socket. */
  address: string;
};

/** Decides whether a call is let through; throws `rate_limited` when it is not. */
export type Limits = {
  admit(attempt: Attempt): void | Promise<void>;
};

/** No limits. */
export const unlimited: Limits = { admit: () => {} };

/** Seconds. A token that lives longer is one of a day. */
const dayTokenThreshold = 2 * 3_600;
const maxSeconds = 7 * 86_400;

/** When a token is renewed, and for how long it is used, in milliseconds after it was issued. */
export type TokenLifetime = { renewAfter: number; usableFor: number };

/**
 * ARC, "Obtaining tokens": renewed 50 minutes into 60, not used with less than 5 minutes left. DVS: 60 seconds before
 * the end of a day. Other lifetimes follow ARC's proportions, down to a few seconds.
 */
export function tokenLifetime(expiresIn: number): TokenLifetime {
  const seconds = Math.min(expiresIn, maxSeconds);
  if (seconds >= dayTokenThreshold) {
    return { renewAfter: (seconds - 600) * 1000, usableFor: (seconds - 60) * 1000 };
  }
  return { renewAfter: (seconds * 1000 * 5) / 6, usableFor: (seconds * 1000 * 11) / 12 };
}

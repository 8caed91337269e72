/** Seconds. Above it a token is of the day-long kind. */
const dayLong = 2 * 3_600;

/** When a token is renewed and when it is no longer handed out, in milliseconds after it was got. */
export type Life = { renewAfter: number; handOutFor: number };

/**
 * ARC, "Obtaining tokens": renewed 50 minutes into 60, never handed out with under 5 minutes left. DVS: 60 seconds
 * before the end of a day. Other lifetimes follow ARC's proportions, down to a few seconds.
 */
export function lifeOf(expiresIn: number): Life {
  const seconds = Math.min(expiresIn, 7 * 86_400);
  if (seconds >= dayLong) return { renewAfter: (seconds - 600) * 1000, handOutFor: (seconds - 60) * 1000 };
  return { renewAfter: (seconds * 1000 * 5) / 6, handOutFor: (seconds * 1000 * 11) / 12 };
}

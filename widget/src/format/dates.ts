/** An instant at the very beginning or end of a day, in any zone, which stands for that day. */
const wholeDay =
  /^(\d{4}-\d\d-\d\d)(?:[T ](?:00:00(?::00(?:\.0+)?)?|23:59(?::59(?:\.\d+)?)?)(?:Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A date in the long format of the locale: "31 January 2027". A day is the same in every time zone, and so is one that
 * is written as its first or last instant (assumed: ARC documents days). Any other instant is a date in the local zone.
 * Text that is not a date is returned as it is.
 */
export function longDate(iso: string, locale: string): string {
  const [, day] = wholeDay.exec(iso) ?? [];
  const date = new Date(day ?? iso);
  if (Number.isNaN(date.getTime())) return iso;
  // English without a region is written day first, as the countries of the insurers do.
  const tag = locale === "en" ? "en-GB" : locale;
  return new Intl.DateTimeFormat(tag, { dateStyle: "long", ...(day && { timeZone: "UTC" }) }).format(date);
}

/** As `longDate`, for a value that is a day, whatever time stands behind it. */
export function longDay(iso: string, locale: string): string {
  return longDate(/^\d{4}-\d\d-\d\d(?=[T ])/.exec(iso)?.[0] ?? iso, locale);
}

/** The calendar days from a moment, ms since 1970, to a date or an instant; undefined for text that is neither. */
export function daysUntil(iso: string, now: number): number | undefined {
  const [, day] = wholeDay.exec(iso) ?? [];
  const date = new Date(day ? `${day}T00:00` : iso);
  if (Number.isNaN(date.getTime())) return undefined;
  // Noon of each day: a day of summer time has 23 or 25 hours.
  return Math.round((date.setHours(12, 0, 0, 0) - new Date(now).setHours(12, 0, 0, 0)) / 86_400_000);
}

/** Whether the text is a calendar date `YYYY-MM-DD` from 1800 to 2199. */
export function isDay(text: string): boolean {
  const time = /^(1[89]|2[01])\d\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

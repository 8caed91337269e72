/** A date in the long format of the locale: "31 January 2027". Text that is not a date is returned as it is. */
export function longDate(iso: string, locale: string): string {
  const dayOnly = /^\d{4}-\d\d-\d\d$/.test(iso);
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  // English without a region is written day first, as the countries of the insurers do.
  const tag = locale === "en" ? "en-GB" : locale;
  // A date without a time is the same in every time zone. An instant shows as a date in the local one.
  return new Intl.DateTimeFormat(tag, { dateStyle: "long", ...(dayOnly && { timeZone: "UTC" }) }).format(
    date,
  );
}

/** The calendar days from a moment, ms since 1970, to a date or an instant; undefined for text that is neither. */
export function daysUntil(iso: string, now: number): number | undefined {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(iso) ? `${iso}T00:00` : iso);
  if (Number.isNaN(date.getTime())) return undefined;
  // Noon of each day: a day of summer time has 23 or 25 hours.
  return Math.round((date.setHours(12, 0, 0, 0) - new Date(now).setHours(12, 0, 0, 0)) / 86_400_000);
}

/** Whether the text is a calendar date `YYYY-MM-DD` from 1800 to 2199. */
export function isDay(text: string): boolean {
  const time = /^(1[89]|2[01])\d\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

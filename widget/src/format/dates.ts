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

/** Whether the text is a calendar date `YYYY-MM-DD` from 1800 to 2199. */
export function isDay(text: string): boolean {
  const time = /^(1[89]|2[01])\d\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

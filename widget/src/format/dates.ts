/** A date as people of the locale write it in full: "31 January 2027". What is no date stays as it came. */
export function longDate(iso: string, locale: string): string {
  const dayOnly = /^\d{4}-\d\d-\d\d$/.test(iso);
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  // A day without a time is the same day everywhere; an instant is the day it falls on here.
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", ...(dayOnly && { timeZone: "UTC" }) }).format(
    date,
  );
}

/** Whether it is a day of the calendar, `YYYY-MM-DD`, of a century that somebody may speak of. */
export function isDay(text: string): boolean {
  const time = /^(1[89]|2[01])\d\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

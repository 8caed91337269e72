/**
 * When something was, as briefly as says it: the time of today, "27 Nov" of this year, else with the year. `now`:
 * milliseconds since 1970. Text that is not an instant is returned as it is.
 */
export function shortInstant(iso: string, locale: string, now: number): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const today = new Date(now);
  // English without a region is written day first, as the countries of the insurers do.
  const tag = locale === "en" ? "en-GB" : locale;
  if (date.toDateString() === today.toDateString())
    return new Intl.DateTimeFormat(tag, { timeStyle: "short" }).format(date);
  const isThisYear = date.getFullYear() === today.getFullYear();
  return new Intl.DateTimeFormat(tag, {
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
  }).format(date);
}

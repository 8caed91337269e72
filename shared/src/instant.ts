/** Digits of a count since 1970, and the milliseconds that one of it is: seconds to nanoseconds. */
const epochUnits: ReadonlyMap<number, number> = new Map([
  [10, 1_000],
  [13, 1],
  [16, 1e-3],
  [19, 1e-6],
]);

/** A date, extended or basic; `T` or a space; a time to the minute or finer; a zone, or none for UTC. */
const iso8601 =
  /^(\d{4})-?(\d\d)-?(\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * An instant of the vendor in milliseconds since the epoch, as a whole number; undefined for what is none. ISO 8601 in
 * its usual spellings is read, and a count since 1970. Without a zone the instant is in UTC, wherever this runs.
 */
export function readInstant(text: string): number | undefined {
  const written = text.trim();
  if (/^\d+$/.test(written)) {
    const unit = epochUnits.get(written.length);
    return unit === undefined ? undefined : Math.floor(Number(written) * unit);
  }
  const match = iso8601.exec(written);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = "00", fraction = "0", zone = "Z"] = match;
  const milliseconds = fraction.padEnd(3, "0").slice(0, 3);
  const instant = Date.parse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offsetOf(zone)}`,
  );
  return Number.isNaN(instant) ? undefined : instant;
}

/** A zone as RFC 3339 writes it. */
function offsetOf(zone: string): string {
  const [, hours, minutes = "00"] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return hours === undefined ? "Z" : `${hours}:${minutes}`;
}

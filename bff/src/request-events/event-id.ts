/**
 * The id of an entry in an event log: `<milliseconds>-<count>`, as Redis names the entries of a stream. Ids of one
 * log only grow. To a browser they are opaque.
 */
export type EventId = string;

const pattern = /^(\d{1,16})-(\d{1,16})$/;

/** An id that a client sent; undefined when it is not valid. */
export function parseEventId(text: string | undefined): EventId | undefined {
  return text !== undefined && pattern.test(text) ? text : undefined;
}

/** Whether `one` comes after `other`. */
export function isAfter(one: EventId, other: EventId): boolean {
  const [milliseconds, count] = numbersOf(one);
  const [otherMilliseconds, otherCount] = numbersOf(other);
  return milliseconds === otherMilliseconds ? count > otherCount : milliseconds > otherMilliseconds;
}

/** The next id, by the clock. Greater than the last one even when the clock goes back. */
export function nextEventId(last: EventId | undefined, now: number): EventId {
  if (last === undefined) return `${now}-0`;
  const [milliseconds, count] = numbersOf(last);
  return now > milliseconds ? `${now}-0` : `${milliseconds}-${count + 1}`;
}

function numbersOf(id: EventId): [milliseconds: number, count: number] {
  const [, milliseconds = "0", count = "0"] = pattern.exec(id) ?? [];
  return [Number(milliseconds), Number(count)];
}

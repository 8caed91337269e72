/**
 * Where something stands in a request's history: `<milliseconds>-<count>`, as the entries of a Redis stream are
 * named. Positions of one history only grow; to a browser they are opaque ids.
 */
export type Position = string;

const shape = /^(\d{1,16})-(\d{1,16})$/;

/** A position that somebody sent; undefined when it is none. */
export function readPosition(text: string | undefined): Position | undefined {
  return text !== undefined && shape.test(text) ? text : undefined;
}

/** Whether `one` comes after `other`. */
export function isAfter(one: Position, other: Position): boolean {
  const [milliseconds, count] = numbersOf(one);
  const [otherMilliseconds, otherCount] = numbersOf(other);
  return milliseconds === otherMilliseconds ? count > otherCount : milliseconds > otherMilliseconds;
}

/** The next position, by the clock; past the last one even when the clock stands or goes back. */
export function positionAfter(last: Position | undefined, now: number): Position {
  if (last === undefined) return `${now}-0`;
  const [milliseconds, count] = numbersOf(last);
  return now > milliseconds ? `${now}-0` : `${milliseconds}-${count + 1}`;
}

function numbersOf(position: Position): [milliseconds: number, count: number] {
  const [, milliseconds = "0", count = "0"] = shape.exec(position) ?? [];
  return [Number(milliseconds), Number(count)];
}

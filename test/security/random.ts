/** Chance that can be had again: the same seed gives the same run. */
export type Random = {
  /** From 0 up to and without `below`. */
  below(below: number): number;
  /** Whether it happens, with this probability. */
  chance(probability: number): boolean;
  of<Item>(items: readonly Item[]): Item;
  bytes(length: number): Buffer;
};

/** Numbers from a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (probability) => next() < probability,
    of: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}

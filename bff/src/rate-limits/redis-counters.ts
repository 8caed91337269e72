import { hashName } from "../redis/encryption.ts";
import { type SharedRedis, type Unavailable, unavailable } from "../redis/redis.ts";
import type { Charge } from "./store.ts";

/** A debt that changes, in milliseconds. */
export type Change = {
  charge: Charge;
  by: number;
  /** What may be owed then; past it nothing changes at all. Unbounded where it is not said. */
  most?: number;
  /** What is owed already, if Redis knows of less: it may have forgotten. */
  already: number;
};

/** What is owed after a change. `refused` is the one that was past its limit, so that nothing changed. */
export type Changed = { refused: number | undefined; owed: number[] };

/**
 * All changes, or none when one debt would be too great. By the clock of Redis alone: a key holds the microsecond at
 * which it owes nothing any more, and ends then.
 * KEYS debtors · ARGV for each, in microseconds: change, most, already.
 * Gives the place of the one that would owe too much, or 0; then what each owes.
 */
const change = `
local time = redis.call("TIME")
local now = time[1] * 1000000 + time[2]
local owed, refused = {}, 0
for i, key in ipairs(KEYS) do
  owed[i] = math.max(0, (redis.call("GET", key) or 0) - now, ARGV[3 * i])
  if refused == 0 and owed[i] + ARGV[3 * i - 2] > tonumber(ARGV[3 * i - 1]) then refused = i end
end
if refused > 0 then return {refused, unpack(owed)} end
for i, key in ipairs(KEYS) do
  owed[i] = math.max(0, owed[i] + ARGV[3 * i - 2])
  if owed[i] == 0 then redis.call("DEL", key)
  else redis.call("SET", key, string.format("%.0f", now + owed[i]), "PX", math.ceil(owed[i] / 1000)) end
end
return {0, unpack(owed)}`;

/** Changes, in one round trip, what is owed for all instances. */
export async function changeDebts(
  redis: SharedRedis,
  changes: readonly Change[],
): Promise<Changed | Unavailable> {
  const names = changes.map(({ charge: { name, key } }) => `preauth:limit:${hashName(`${name}\n${key}`)}`);
  const amounts = changes.flatMap(({ by, most, already }) => [
    microseconds(by),
    most === undefined ? Number.MAX_SAFE_INTEGER : microseconds(most),
    microseconds(already),
  ]);
  const answer = await redis.run((client) => client.eval(change, names.length, ...names, ...amounts));
  if (answer === unavailable) return unavailable;
  const [place, ...owed] = answer as [number, ...number[]];
  return { refused: place > 0 ? place - 1 : undefined, owed: owed.map((debt) => debt / 1000) };
}

/** Whole ones, and never more than was meant: a quota is not to be one short by a fraction. */
const microseconds = (milliseconds: number) => Math.trunc(milliseconds * 1000);

import { hashName } from "../redis/encryption.ts";
import { type SharedRedis, type Unavailable, unavailable } from "../redis/redis.ts";
import { perRequestLimits } from "./policies.ts";
import type { Charge, Policies } from "./store.ts";

/** A change of a backlog, in milliseconds. */
export type Change = {
  charge: Charge;
  by: number;
  /** The most that the backlog may become; past it nothing is changed. Without it there is no bound. */
  max?: number;
  /** What the backlog is at least: Redis may have lost it. */
  atLeast: number;
};

/** The backlogs after a change. `refused`: the index of the one that would have been too large. */
export type Backlogs = { refused: number | undefined; backlogs: number[] };

/**
 * What keeps backlogs at one node of a cluster: whom they are of, so that one script takes all limits of a user. Those
 * of every request are few for each user and written for many users together: they are kept by the limit.
 */
const tagOf = ({ name, key }: Charge) => (perRequestLimits.has(name) ? name : hashName(key));

/** Puts together what one script can change, in the order of the first of each group. */
export function groupByNode<Item extends { charge: Charge }>(items: readonly Item[]): Item[][] {
  return [...Map.groupBy(items, ({ charge }) => tagOf(charge)).values()];
}

/**
 * Applies all changes, or none when one backlog would become too large. It uses the clock of Redis alone: a key holds
 * the microsecond at which its backlog is worked off, and expires then.
 * KEYS backlogs · ARGV for each, in microseconds: change, max, at least.
 * Returns the index of the one that would be too large, from 1, or 0; then each backlog.
 */
const changeBacklogsScript = `
local time = redis.call("TIME")
local now = time[1] * 1000000 + time[2]
local backlogs, refused = {}, 0
for i, key in ipairs(KEYS) do
  backlogs[i] = math.max(0, (redis.call("GET", key) or 0) - now, ARGV[3 * i])
  if refused == 0 and backlogs[i] + ARGV[3 * i - 2] > tonumber(ARGV[3 * i - 1]) then refused = i end
end
if refused > 0 then return {refused, unpack(backlogs)} end
for i, key in ipairs(KEYS) do
  backlogs[i] = math.max(0, backlogs[i] + ARGV[3 * i - 2])
  if backlogs[i] == 0 then redis.call("DEL", key)
  else redis.call("SET", key, string.format("%.0f", now + backlogs[i]), "PX", math.ceil(backlogs[i] / 1000)) end
end
return {0, unpack(backlogs)}`;

/** The key of a backlog: a digest. */
export function limitKeyOf(policies: Policies, charge: Charge): string {
  const { name, key, policy = policies[name] } = charge;
  const { quota, seconds } = policy;
  return `preauth:limit:{${tagOf(charge)}}:${hashName(`${name} ${quota}/${seconds}\n${key}`)}`;
}

/**
 * Changes the backlogs of one group for all instances, in one round trip. A limit that was changed has keys of its own:
 * a backlog of the old limit would mean another number of uses, and hold back whoever had met it.
 */
export async function changeBacklogs(
  redis: SharedRedis,
  policies: Policies,
  changes: readonly Change[],
): Promise<Backlogs | Unavailable> {
  const names = changes.map(({ charge }) => limitKeyOf(policies, charge));
  const amounts = changes.flatMap(({ by, max, atLeast }) => [
    microseconds(by),
    max === undefined ? Number.MAX_SAFE_INTEGER : microseconds(max),
    microseconds(atLeast),
  ]);
  const reply = await redis.run((client) =>
    client.eval(changeBacklogsScript, names.length, ...names, ...amounts),
  );
  if (reply === unavailable) return unavailable;
  const [index, ...backlogs] = reply as [number, ...number[]];
  return {
    refused: index > 0 ? index - 1 : undefined,
    backlogs: backlogs.map((backlog) => backlog / 1000),
  };
}

/** Rounded towards zero, so that a fraction never costs a whole use of a quota. */
const microseconds = (milliseconds: number) => Math.trunc(milliseconds * 1000);

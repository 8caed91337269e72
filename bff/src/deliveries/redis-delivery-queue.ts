import type { Encryption } from "../redis/encryption.ts";
import { type SharedRedis, unavailable } from "../redis/redis.ts";
import { type DeliveryQueue, type DeliveryState, deliveryState, leaseLifetime } from "./delivery-queue.ts";

/** Topics by the instant of their next try, and by the end of the claim on them. */
const dueKey = "preauth:{deliveries}:due";
const leasesKey = "preauth:{deliveries}:leases";
/** Topics with messages that were given up. The braces keep the three at one node of a cluster. */
const givenUpKey = "preauth:{deliveries}:given-up";
/**
 * The state of a topic, and the token of who may write it. The queue would hold the states of all requests at one node:
 * these two lie together at the node of their request.
 */
const stateKeyOf = (topic: string) => `preauth:delivery:{${topic}}`;
const holderKeyOf = (topic: string) => `${stateKeyOf(topic)}:holder`;

/** Requests that a list shows. */
const maxListed = 1_000;
/** Requests that an instance makes due again in a Redis that has lost them: the latest ones. */
const maxRecent = 5_000;

/**
 * Claims what is due, and first what a dead instance had claimed. Redis's clock counts, not those of the instances.
 * KEYS due, leases · ARGV count, milliseconds of a lease.
 */
const claimScript = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, topic in ipairs(redis.call("ZRANGEBYSCORE", KEYS[2], "-inf", now, "LIMIT", 0, ARGV[1])) do
  redis.call("ZREM", KEYS[2], topic)
  redis.call("ZADD", KEYS[1], "LT", now, topic)
end
local claimed = {}
for _, topic in ipairs(redis.call("ZRANGEBYSCORE", KEYS[1], "-inf", now, "LIMIT", 0, ARGV[1] * 4)) do
  if #claimed < tonumber(ARGV[1]) * 2 and not redis.call("ZSCORE", KEYS[2], topic) then
    local ends = string.format("%.0f", now + ARGV[2])
    redis.call("ZADD", KEYS[2], ends, topic)
    redis.call("ZREM", KEYS[1], topic)
    claimed[#claimed + 1] = topic
    claimed[#claimed + 1] = ends
  end
end
return {redis.call("ZCARD", KEYS[1]) + redis.call("ZCARD", KEYS[2]), claimed}`;

/**
 * Ends a claim that is still the caller's: one on what was erased meanwhile leaves nothing behind.
 * KEYS due, leases, given-up · ARGV topic, token, pause, whether messages were given up; empty for none and unknown.
 */
const settleScript = `
local ends = redis.call("ZSCORE", KEYS[2], ARGV[1])
if not ends or string.format("%.0f", ends) ~= ARGV[2] then return 0 end
redis.call("ZREM", KEYS[2], ARGV[1])
if ARGV[4] ~= "" then redis.call(ARGV[4] == "yes" and "SADD" or "SREM", KEYS[3], ARGV[1]) end
if ARGV[3] ~= "" then
  local time = redis.call("TIME")
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local known = redis.call("ZSCORE", KEYS[1], ARGV[1])
  if not known or tonumber(known) > now + ARGV[3] then
    redis.call("ZADD", KEYS[1], string.format("%.0f", now + ARGV[3]), ARGV[1])
  end
end
return 1`;

/**
 * Stores the state of a topic while the caller may write it: what was erased meanwhile is not written back.
 * KEYS holder, state · ARGV token, state, milliseconds it is kept.
 */
const recordScript = `
if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
redis.call("SET", KEYS[2], ARGV[2], "PX", ARGV[3])
return 1`;

/** Gives up the right to write that is still the caller's. KEYS holder · ARGV token. */
const releaseScript = `
if redis.call("GET", KEYS[1]) == ARGV[1] then redis.call("DEL", KEYS[1]) end
return 1`;

/** Makes a topic due now. KEYS due · ARGV topic. */
const scheduleScript = `
local time = redis.call("TIME")
redis.call("ZADD", KEYS[1], string.format("%.0f", time[1] * 1000 + math.floor(time[2] / 1000)), ARGV[1])
return 1`;

/**
 * A queue for several instances: sorted sets of the requests, beside the streams that hold what there is to tell.
 * `kept`: milliseconds that the state of a request is kept.
 */
export function redisDeliveryQueue(redis: SharedRedis, encryption: Encryption, kept: number): DeliveryQueue {
  const recent = new Map<string, DeliveryState | undefined>();
  let size = 0;

  const remember = (topic: string, state: DeliveryState | undefined) => {
    recent.delete(topic);
    recent.set(topic, state);
    if (recent.size > maxRecent) recent.delete(recent.keys().next().value ?? "");
  };
  const schedule = (topic: string) => redis.run((client) => client.eval(scheduleScript, 1, dueKey, topic));
  const store = (topic: string, state: DeliveryState, ifAbsent: boolean) => {
    const key = stateKeyOf(topic);
    const value = encryption.encrypt(JSON.stringify(state), key);
    return redis.run((client) =>
      ifAbsent ? client.set(key, value, "PX", kept, "NX") : client.set(key, value, "PX", kept),
    );
  };

  redis.onAvailable(async () => {
    for (const [topic, state] of [...recent]) {
      if (state !== undefined) await store(topic, state, true);
      await schedule(topic);
    }
  });

  return {
    async schedule(topic) {
      if (redis.erasures.hasTopic(topic)) return true;
      remember(topic, recent.get(topic));
      return (await schedule(topic)) !== unavailable;
    },
    async claim(count) {
      const result = await redis.run((client) =>
        client.eval(claimScript, 2, dueKey, leasesKey, count, leaseLifetime),
      );
      if (result === unavailable) return [];
      const [waiting, claimed] = result as [number, string[]];
      size = waiting;
      const claims = claimed.flatMap((topic, index) =>
        index % 2 === 0 ? [{ topic, token: claimed[index + 1] as string }] : [],
      );
      // Before anything of these requests is read: what is erased from now on ends the right to write.
      const held = await redis.run((client) =>
        Promise.all(
          claims.map(({ topic, token }) => client.set(holderKeyOf(topic), token, "PX", leaseLifetime)),
        ),
      );
      // Claims without it end by themselves, and are made again.
      return held === unavailable ? [] : claims;
    },
    async settle({ topic, token }, { pause, hasGivenUp }) {
      const next = pause === undefined ? "" : Math.round(pause);
      const given = hasGivenUp === undefined ? "" : hasGivenUp ? "yes" : "no";
      await redis.run((client) =>
        Promise.all([
          client.eval(settleScript, 3, dueKey, leasesKey, givenUpKey, topic, token, next, given),
          client.eval(releaseScript, 1, holderKeyOf(topic), token),
        ]),
      );
    },
    async read(topic) {
      const key = stateKeyOf(topic);
      const encrypted = await redis.run((client) => client.get(key));
      if (typeof encrypted !== "string") return recent.get(topic);
      const text = encryption.decrypt(encrypted, key);
      const read = text === undefined ? undefined : deliveryState.safeParse(JSON.parse(text));
      return read?.success ? read.data : undefined;
    },
    async record({ topic, token }, state) {
      remember(topic, state);
      const key = stateKeyOf(topic);
      const recorded = await redis.run((client) =>
        client.eval(
          recordScript,
          2,
          holderKeyOf(topic),
          key,
          token,
          encryption.encrypt(JSON.stringify(state), key),
          kept,
        ),
      );
      if (recorded === 0) recent.delete(topic);
      return recorded !== 0;
    },
    async write(topic, state) {
      remember(topic, state);
      await store(topic, state, false);
      await redis.run((client) =>
        state.givenUp.length > 0 ? client.sadd(givenUpKey, topic) : client.srem(givenUpKey, topic),
      );
    },
    async remove(topic) {
      recent.delete(topic);
      await redis.run((client) =>
        Promise.all([
          client.del(stateKeyOf(topic), holderKeyOf(topic)),
          // In this order: a claim that ends between the two makes the topic due again.
          client.zrem(leasesKey, topic),
          client.zrem(dueKey, topic),
          client.srem(givenUpKey, topic),
        ]),
      );
    },
    erase({ topics }) {
      for (const topic of topics) recent.delete(topic);
    },
    async waiting() {
      const found = await redis.run((client) =>
        client.zrangebyscore(dueKey, "-inf", "+inf", "LIMIT", 0, maxListed),
      );
      if (found === unavailable) return [];
      const scores = await redis.run((client) =>
        Promise.all(found.map((topic) => client.zscore(dueKey, topic))),
      );
      return found.map((topic, index) => ({
        topic,
        dueAt: Number(scores === unavailable ? 0 : (scores[index] ?? 0)),
      }));
    },
    async withGivenUp() {
      const topics = await redis.run((client) => client.smembers(givenUpKey));
      return topics === unavailable ? [] : topics;
    },
    get size() {
      return size;
    },
  };
}

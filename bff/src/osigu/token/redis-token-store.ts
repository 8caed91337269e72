import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Encryption } from "../../redis/encryption.ts";
import { type SharedRedis, unavailable } from "../../redis/redis.ts";
import { windowLength } from "./token-rate-limit.ts";
import type { Pause, SharedToken, TokenStore } from "./token-store.ts";

/** Milliseconds that a lock outlives its holder. */
const lockLifetime = 5_000;
/** Milliseconds between two renewals of a lock. */
const renewInterval = 1_500;
/** Seconds. */
const maxTokenLifetime = 7 * 86_400;

const record = z.object({
  accessToken: z.string(),
  providerSlug: z.string().optional(),
  lifetime: z.number(),
});
const pauseReason = z.enum(["refused", "grant_refused", "limited", "failing"]);

/** Deletes a key if it has this value. KEYS key · ARGV value. */
const deleteScript = `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0`;
/** Extends a key if it has this value. KEYS key · ARGV value, lifetime. */
const extendScript = `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("PEXPIRE", KEYS[1], ARGV[2]) end return 0`;
/**
 * Counts a call in the window of all instances, by the clock of Redis only. The caller's own recent calls are counted
 * first, by their age: some were made while Redis was unavailable.
 * KEYS window · ARGV maximum, window, new call, then id and age of each own call. Returns 0 or the milliseconds to wait.
 */
const reserveScript = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 4, #ARGV, 2 do redis.call("ZADD", KEYS[1], now - ARGV[i + 1], ARGV[i]) end
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", now - ARGV[2])
redis.call("PEXPIRE", KEYS[1], ARGV[2])
local count = redis.call("ZCARD", KEYS[1])
if count >= tonumber(ARGV[1]) then
  local oldest = redis.call("ZRANGE", KEYS[1], count - ARGV[1], count - ARGV[1], "WITHSCORES")
  return math.max(1, oldest[2] + ARGV[2] - now)
end
redis.call("ZADD", KEYS[1], now, ARGV[3])
redis.call("PEXPIRE", KEYS[1], ARGV[2])
return 0`;

/** One token for all instances with these credentials at this vendor, encrypted in Redis. */
export function redisTokenStore(
  redis: SharedRedis,
  encryption: Encryption,
  account: () => { vendorUrl: string; clientId: string },
): TokenStore {
  const keyOf = (name: string) => {
    const { vendorUrl, clientId } = account();
    const digest = createHash("sha256").update(`${vendorUrl}\n${clientId}`).digest("base64url");
    // The braces keep what belongs to one account at one node of a cluster.
    return `preauth:token:{${digest.slice(0, 16)}}:${name}`;
  };

  return {
    async read() {
      const [tokenKey, pauseKey] = [keyOf("token"), keyOf("pause")];
      const replies = await redis.run((client) =>
        client.multi().get(tokenKey).pttl(tokenKey).get(pauseKey).pttl(pauseKey).exec(),
      );
      if (replies === unavailable) return undefined;
      const [encrypted, left, reason, pauseLeft] = (replies ?? []).map(([, value]) => value);
      const token =
        typeof encrypted === "string"
          ? readRecord(encryption.decrypt(encrypted, tokenKey), Number(left))
          : undefined;
      if (token !== undefined) return token;
      const pause = pauseReason.safeParse(reason);
      return pause.success && Number(pauseLeft) > 0
        ? { reason: pause.data, left: Number(pauseLeft) }
        : "none";
    },

    async write({ accessToken, providerSlug, lifetime }) {
      const key = keyOf("token");
      const text = JSON.stringify({ accessToken, providerSlug, lifetime });
      const milliseconds = Math.max(1, Math.floor(Math.min(lifetime, maxTokenLifetime) * 1000));
      await redis.run((client) =>
        client.multi().set(key, encryption.encrypt(text, key), "PX", milliseconds).del(keyOf("pause")).exec(),
      );
    },

    async pause({ reason, left }: Pause) {
      await redis.run((client) => client.set(keyOf("pause"), reason, "PX", Math.max(1, Math.ceil(left))));
    },

    async lock() {
      const key = keyOf("lock");
      const owner = randomUUID();
      const reply = await redis.run((client) => client.set(key, owner, "PX", lockLifetime, "NX"));
      if (reply === unavailable) return undefined;
      if (reply !== "OK") return "taken";
      const renewal = setInterval(() => {
        void redis.run((client) => client.eval(extendScript, 1, key, owner, lockLifetime));
      }, renewInterval);
      renewal.unref();
      return {
        async release() {
          clearInterval(renewal);
          await redis.run((client) => client.eval(deleteScript, 1, key, owner));
        },
      };
    },

    async reserve(callId, ownCalls, max) {
      const now = performance.now();
      const own = ownCalls.flatMap(({ id, at }) => [id, now - at]);
      const wait = await redis.run((client) =>
        client.eval(reserveScript, 1, keyOf("calls"), max, windowLength, callId, ...own),
      );
      return wait === unavailable ? undefined : Number(wait);
    },
  };
}

function readRecord(text: string | undefined, left: number): SharedToken | undefined {
  if (text === undefined || !(left > 0)) return undefined;
  const read = record.safeParse(JSON.parse(text));
  if (!read.success) return undefined;
  const { accessToken, providerSlug, lifetime } = read.data;
  return { accessToken, providerSlug, lifetime, left };
}

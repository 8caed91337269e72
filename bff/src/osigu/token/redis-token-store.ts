import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Sealing } from "../../redis/encryption.ts";
import { away, type SharedRedis } from "../../redis/redis.ts";
import { mostCalls, windowLength } from "./token-rate-limit.ts";
import type { Pause, SharedToken, TokenSharing } from "./token-store.ts";

/** Milliseconds that a lock outlives its holder. */
const lockLife = 5_000;
/** Milliseconds between two renewals of a lock. */
const renewEvery = 1_500;

const record = z.object({ accessToken: z.string(), providerSlug: z.string().optional(), life: z.number() });
const pauseReason = z.enum(["refused", "limited", "ailing"]);

/** Deletes a key when its value is still ours. */
const deleteOwn = `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("DEL", KEYS[1]) end return 0`;
/** Prolongs a key when its value is still ours. */
const prolongOwn = `if redis.call("GET", KEYS[1]) == ARGV[1] then return redis.call("PEXPIRE", KEYS[1], ARGV[2]) end return 0`;
/**
 * A call into everybody's window, by the clock of Redis alone. First the caller's own recent calls are noted, by
 * their age: some were made while Redis was away, and it must not have forgotten them.
 * KEYS window · ARGV most, window, new call, then id and age in turn. Gives 0, or the milliseconds to wait.
 */
const reserveCall = `
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

/** One token for all instances that use these credentials at this vendor, kept sealed in Redis. */
export function redisTokenSharing(
  redis: SharedRedis,
  sealing: Sealing,
  account: () => { vendorUrl: string; clientId: string },
): TokenSharing {
  const name = (what: string) => {
    const { vendorUrl, clientId } = account();
    const digest = createHash("sha256").update(`${vendorUrl}\n${clientId}`).digest("base64url");
    return `preauth:token:${digest.slice(0, 16)}:${what}`;
  };

  return {
    async read() {
      const [held, pause] = [name("held"), name("pause")];
      const found = await redis.run((client) =>
        client.multi().get(held).pttl(held).get(pause).pttl(pause).exec(),
      );
      if (found === away) return undefined;
      const [sealed, left, reason, pauseLeft] = (found ?? []).map(([, value]) => value);
      const token =
        typeof sealed === "string" ? readRecord(sealing.open(sealed, held), Number(left)) : undefined;
      if (token !== undefined) return token;
      const why = pauseReason.safeParse(reason);
      return why.success && Number(pauseLeft) > 0 ? { reason: why.data, left: Number(pauseLeft) } : "none";
    },

    async write({ accessToken, providerSlug, life }) {
      const held = name("held");
      const text = JSON.stringify({ accessToken, providerSlug, life });
      const milliseconds = Math.max(1, Math.floor(Math.min(life, 7 * 86_400) * 1000));
      await redis.run((client) =>
        client.multi().set(held, sealing.seal(text, held), "PX", milliseconds).del(name("pause")).exec(),
      );
    },

    async remove(accessToken) {
      const held = name("held");
      const sealed = await redis.run((client) => client.get(held));
      if (sealed === away || sealed === null) return;
      // What cannot be opened is of no use to us; to those who can open it, it may be.
      if (readRecord(sealing.open(sealed, held), 1)?.accessToken !== accessToken) return;
      await redis.run((client) => client.eval(deleteOwn, 1, held, sealed));
    },

    async pause({ reason, left }: Pause) {
      await redis.run((client) => client.set(name("pause"), reason, "PX", Math.max(1, Math.ceil(left))));
    },

    async lock() {
      const key = name("lock");
      const owner = randomUUID();
      const got = await redis.run((client) => client.set(key, owner, "PX", lockLife, "NX"));
      if (got === away) return undefined;
      if (got !== "OK") return "taken";
      const renewal = setInterval(() => {
        void redis.run((client) => client.eval(prolongOwn, 1, key, owner, lockLife));
      }, renewEvery);
      renewal.unref();
      return {
        async release() {
          clearInterval(renewal);
          await redis.run((client) => client.eval(deleteOwn, 1, key, owner));
        },
      };
    },

    async reserve(call, own) {
      const now = Date.now();
      const known = own.flatMap(({ id, at }) => [id, now - at]);
      const wait = await redis.run((client) =>
        client.eval(reserveCall, 1, name("calls"), mostCalls, windowLength, call, ...known),
      );
      return wait === away ? undefined : Number(wait);
    },
  };
}

function readRecord(text: string | undefined, left: number): SharedToken | undefined {
  if (text === undefined || !(left > 0)) return undefined;
  const read = record.safeParse(JSON.parse(text));
  if (!read.success) return undefined;
  const { accessToken, providerSlug, life } = read.data;
  return { accessToken, providerSlug, life, left };
}

import { hashName } from "../redis/encryption.ts";
import { type SharedRedis, unavailable } from "../redis/redis.ts";

/** The name of a person as a recipient. The vendor may take another spelling of a sponsor's name for the same one. */
export const recipientName = (sponsorSlug: string, beneficiaryId: string) =>
  `${sponsorSlug.normalize("NFKC").trim().toLowerCase()}\n${beneficiaryId}`;

/** The keys of what was sent to a recipient, and by a requester. */
export const recipientKeyOf = (recipient: string) => `preauth:otp:to:${hashName(recipient)}`;
export const requesterKeyOf = (requester: string) => `preauth:otp:by:${hashName(requester)}`;

/** Who receives a code, and who asks for it. Both are opaque names. */
export type OtpSend = { recipient: string; requester: string };

/**
 * Limits how often codes are sent. The pause before the next code to the same recipient grows with each code, whoever
 * asks, and a requester has a maximum per hour.
 */
export type SendThrottle = {
  /** Counts a code that is about to be sent. Returns 0, or the milliseconds to wait; then nothing is counted. */
  reserve(send: OtpSend): Promise<number>;
  /** Takes a reservation back, because no code was sent. */
  release(send: OtpSend): Promise<void>;
};

export type SendThrottleRules = {
  /** Milliseconds before the second code to a recipient, the third, and so on; the last holds for all further ones. */
  pauses: readonly number[];
  /** Codes that one requester may have sent in an hour. */
  maxPerRequester: number;
};

/** Milliseconds without a code after which a recipient's pauses start again. A requester's codes are counted as long. */
const windowLength = 3_600_000;

type RecipientState = { count: number; last: number; before: number };

/** A throttle in this process. */
export function memorySendThrottle(
  { pauses, maxPerRequester }: SendThrottleRules,
  now: () => number = () => performance.now(),
): SendThrottle {
  const recipients = new Map<string, RecipientState>();
  const requesters = new Map<string, { count: number; expiresAt: number }>();

  return {
    async reserve({ recipient, requester }) {
      removeExpired();
      const at = now();
      const state = recipients.get(recipient);
      const wait = state === undefined ? 0 : state.last + pauseAfter(pauses, state.count) - at;
      if (wait > 0) return wait;
      const sent = requesters.get(requester) ?? { count: 0, expiresAt: at + windowLength };
      if (sent.count >= maxPerRequester) return sent.expiresAt - at;
      requesters.set(requester, { ...sent, count: sent.count + 1 });
      recipients.delete(recipient);
      recipients.set(recipient, { count: (state?.count ?? 0) + 1, last: at, before: state?.last ?? 0 });
      return 0;
    },
    async release({ recipient, requester }) {
      const state = recipients.get(recipient);
      if (state !== undefined && state.count > 1) {
        recipients.set(recipient, { count: state.count - 1, last: state.before, before: state.before });
      } else recipients.delete(recipient);
      const sent = requesters.get(requester);
      if (sent !== undefined) sent.count = Math.max(0, sent.count - 1);
    },
  };

  /** Both maps are in the order in which their entries expire. */
  function removeExpired(): void {
    const at = now();
    for (const [name, { last }] of recipients) {
      if (last + windowLength > at) break;
      recipients.delete(name);
    }
    for (const [name, { expiresAt }] of requesters) {
      if (expiresAt > at) break;
      requesters.delete(name);
    }
  }
}

function pauseAfter(pauses: readonly number[], count: number): number {
  return count === 0 ? 0 : (pauses[Math.min(count, pauses.length) - 1] ?? 0);
}

/** KEYS recipient, requester · ARGV window, maximum per requester, then the pauses. Uses the clock of Redis only. */
const reserveScript = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local count = tonumber(redis.call("HGET", KEYS[1], "count") or "0")
local last = tonumber(redis.call("HGET", KEYS[1], "last") or "0")
if count > 0 and #ARGV > 2 then
  local wait = last + ARGV[2 + math.min(count, #ARGV - 2)] - now
  if wait > 0 then return wait end
end
if tonumber(redis.call("GET", KEYS[2]) or "0") >= tonumber(ARGV[2]) then
  return math.max(1, redis.call("PTTL", KEYS[2]))
end
redis.call("HSET", KEYS[1], "count", count + 1, "last", now, "before", last)
redis.call("PEXPIRE", KEYS[1], ARGV[1])
if redis.call("INCR", KEYS[2]) == 1 then redis.call("PEXPIRE", KEYS[2], ARGV[1]) end
return 0`;

/** KEYS recipient, requester. */
const releaseScript = `
local count = tonumber(redis.call("HGET", KEYS[1], "count") or "0")
if count > 1 then redis.call("HSET", KEYS[1], "count", count - 1, "last", redis.call("HGET", KEYS[1], "before"))
else redis.call("DEL", KEYS[1]) end
if tonumber(redis.call("GET", KEYS[2]) or "0") > 0 then redis.call("DECR", KEYS[2]) end
return 0`;

/** A throttle for all instances. While Redis is unavailable each instance throttles alone. */
export function redisSendThrottle(redis: SharedRedis, rules: SendThrottleRules): SendThrottle {
  const local = memorySendThrottle(rules);
  const keysOf = ({ recipient, requester }: OtpSend): [string, string] => [
    recipientKeyOf(recipient),
    requesterKeyOf(requester),
  ];
  return {
    async reserve(send) {
      const { maxPerRequester, pauses } = rules;
      const wait = await redis.run((client) =>
        client.eval(reserveScript, 2, ...keysOf(send), windowLength, maxPerRequester, ...pauses),
      );
      return wait === unavailable ? local.reserve(send) : Number(wait);
    },
    async release(send) {
      const released = await redis.run((client) => client.eval(releaseScript, 2, ...keysOf(send)));
      if (released === unavailable) await local.release(send);
    },
  };
}

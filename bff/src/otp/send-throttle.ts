import { hashName } from "../redis/encryption.ts";
import { type SharedRedis, unavailable } from "../redis/redis.ts";

/** The name of a person as a recipient. The vendor may take another spelling of a sponsor's name for the same one. */
export const recipientName = (sponsorSlug: string, beneficiaryId: string) =>
  `${sponsorSlug.normalize("NFKC").trim().toLowerCase()}\n${beneficiaryId}`;

/** The keys of what was sent to a recipient, and for a requester. They may lie at different nodes of a cluster. */
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
      const sent = requesters.get(requester) ?? { count: 0, expiresAt: at + windowLength };
      if (sent.count >= maxPerRequester) return sent.expiresAt - at;
      const state = recipients.get(recipient);
      const wait = state === undefined ? 0 : state.last + pauseAfter(pauses, state.count) - at;
      if (wait > 0) return wait;
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

/** Counts a code of a requester, or gives the milliseconds to wait. KEYS requester · ARGV window, maximum. */
const reserveRequesterScript = `
if tonumber(redis.call("GET", KEYS[1]) or "0") >= tonumber(ARGV[2]) then
  return math.max(1, redis.call("PTTL", KEYS[1]))
end
if redis.call("INCR", KEYS[1]) == 1 then redis.call("PEXPIRE", KEYS[1], ARGV[1]) end
return 0`;

/**
 * Counts a code to a recipient, or gives the milliseconds to wait, by the clock of Redis only.
 * KEYS recipient · ARGV window, then the pauses.
 */
const reserveRecipientScript = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local count = tonumber(redis.call("HGET", KEYS[1], "count") or "0")
local last = tonumber(redis.call("HGET", KEYS[1], "last") or "0")
if count > 0 and #ARGV > 1 then
  local wait = last + ARGV[1 + math.min(count, #ARGV - 1)] - now
  if wait > 0 then return wait end
end
redis.call("HSET", KEYS[1], "count", count + 1, "last", now, "before", last)
redis.call("PEXPIRE", KEYS[1], ARGV[1])
return 0`;

/** KEYS requester. */
const releaseRequesterScript = `
if tonumber(redis.call("GET", KEYS[1]) or "0") > 0 then redis.call("DECR", KEYS[1]) end
return 0`;

/** KEYS recipient. */
const releaseRecipientScript = `
local count = tonumber(redis.call("HGET", KEYS[1], "count") or "0")
if count > 1 then redis.call("HSET", KEYS[1], "count", count - 1, "last", redis.call("HGET", KEYS[1], "before"))
else redis.call("DEL", KEYS[1]) end
return 0`;

/** A throttle for all instances. While Redis is unavailable each instance throttles alone. */
export function redisSendThrottle(
  redis: SharedRedis,
  { pauses, maxPerRequester }: SendThrottleRules,
): SendThrottle {
  const local = memorySendThrottle({ pauses, maxPerRequester });
  const releaseRequester = (requester: string) =>
    redis.run((client) => client.eval(releaseRequesterScript, 1, requesterKeyOf(requester)));

  return {
    /**
     * The requester first: if this process dies before the recipient, one code of a requester's hour is lost, and
     * nobody waits for a code that was never sent.
     */
    async reserve(send) {
      const { recipient, requester } = send;
      const hourly = await redis.run((client) =>
        client.eval(reserveRequesterScript, 1, requesterKeyOf(requester), windowLength, maxPerRequester),
      );
      if (hourly === unavailable) return local.reserve(send);
      if (Number(hourly) > 0) return Number(hourly);
      const pause = await redis.run((client) =>
        client.eval(reserveRecipientScript, 1, recipientKeyOf(recipient), windowLength, ...pauses),
      );
      if (pause === unavailable) return local.reserve(send);
      if (Number(pause) > 0) await releaseRequester(requester);
      return Number(pause);
    },
    async release(send) {
      const [released] = await Promise.all([
        redis.run((client) => client.eval(releaseRecipientScript, 1, recipientKeyOf(send.recipient))),
        releaseRequester(send.requester),
      ]);
      if (released === unavailable) await local.release(send);
    },
  };
}

import { hidden } from "../redis/encryption.ts";
import { away, type SharedRedis } from "../redis/redis.ts";

/** Who a code would go to, and who asks for it. Both are names that only have to differ. */
export type Sending = { recipient: string; asker: string };

/**
 * Holds back codes, so that nobody's telephone rings all day: the pause before the next one to the same person grows
 * with each, whoever asks, and one asker has so many sent and no more.
 */
export type Sendings = {
  /** Counts a code that is about to be sent. Gives the milliseconds to wait when it must not be; then nothing counts. */
  begin(sending: Sending): Promise<number>;
  /** Takes it back, because nothing was sent. */
  undo(sending: Sending): Promise<void>;
};

export type SendingRules = {
  /** Milliseconds before the second code to a person, the third and so on; the last holds for all further ones. */
  pauses: readonly number[];
  /** Codes that one asker has sent in an hour. */
  mostAsked: number;
};

/** Milliseconds without a code after which a person's pauses begin anew; an asker's codes are counted for as long. */
const memory = 3_600_000;

type Recipient = { count: number; last: number; before: number };

/** Holds back within this process. */
export function memorySendings({ pauses, mostAsked }: SendingRules, now: () => number = Date.now): Sendings {
  const recipients = new Map<string, Recipient>();
  const askers = new Map<string, { count: number; until: number }>();

  return {
    async begin({ recipient, asker }) {
      forgetOld();
      const at = now();
      const known = recipients.get(recipient);
      const left = known === undefined ? 0 : known.last + pauseAfter(pauses, known.count) - at;
      if (left > 0) return left;
      const asked = askers.get(asker) ?? { count: 0, until: at + memory };
      if (asked.count >= mostAsked) return asked.until - at;
      askers.set(asker, { ...asked, count: asked.count + 1 });
      recipients.delete(recipient);
      recipients.set(recipient, { count: (known?.count ?? 0) + 1, last: at, before: known?.last ?? 0 });
      return 0;
    },
    async undo({ recipient, asker }) {
      const known = recipients.get(recipient);
      if (known !== undefined && known.count > 1) {
        recipients.set(recipient, { count: known.count - 1, last: known.before, before: known.before });
      } else recipients.delete(recipient);
      const asked = askers.get(asker);
      if (asked !== undefined) asked.count = Math.max(0, asked.count - 1);
    },
  };

  /** Both are in the order in which they end. */
  function forgetOld(): void {
    const at = now();
    for (const [name, { last }] of recipients) {
      if (last + memory > at) break;
      recipients.delete(name);
    }
    for (const [name, { until }] of askers) {
      if (until > at) break;
      askers.delete(name);
    }
  }
}

function pauseAfter(pauses: readonly number[], count: number): number {
  return count === 0 ? 0 : (pauses[Math.min(count, pauses.length) - 1] ?? 0);
}

/** KEYS recipient, asker · ARGV memory, most asked, then the pauses. By the clock of Redis alone. */
const beginShared = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local count = tonumber(redis.call("HGET", KEYS[1], "count") or "0")
local last = tonumber(redis.call("HGET", KEYS[1], "last") or "0")
if count > 0 and #ARGV > 2 then
  local left = last + ARGV[2 + math.min(count, #ARGV - 2)] - now
  if left > 0 then return left end
end
if tonumber(redis.call("GET", KEYS[2]) or "0") >= tonumber(ARGV[2]) then
  return math.max(1, redis.call("PTTL", KEYS[2]))
end
redis.call("HSET", KEYS[1], "count", count + 1, "last", now, "before", last)
redis.call("PEXPIRE", KEYS[1], ARGV[1])
if redis.call("INCR", KEYS[2]) == 1 then redis.call("PEXPIRE", KEYS[2], ARGV[1]) end
return 0`;

/** KEYS recipient, asker. */
const undoShared = `
local count = tonumber(redis.call("HGET", KEYS[1], "count") or "0")
if count > 1 then redis.call("HSET", KEYS[1], "count", count - 1, "last", redis.call("HGET", KEYS[1], "before"))
else redis.call("DEL", KEYS[1]) end
if tonumber(redis.call("GET", KEYS[2]) or "0") > 0 then redis.call("DECR", KEYS[2]) end
return 0`;

/** Holds back for all instances; while Redis is away each does for itself. */
export function redisSendings(redis: SharedRedis, rules: SendingRules): Sendings {
  const own = memorySendings(rules);
  const keysOf = ({ recipient, asker }: Sending): [string, string] => [
    `preauth:otp:to:${hidden(recipient)}`,
    `preauth:otp:by:${hidden(asker)}`,
  ];
  return {
    async begin(sending) {
      const wait = await redis.run((client) =>
        client.eval(beginShared, 2, ...keysOf(sending), memory, rules.mostAsked, ...rules.pauses),
      );
      return wait === away ? own.begin(sending) : Number(wait);
    },
    async undo(sending) {
      const undone = await redis.run((client) => client.eval(undoShared, 2, ...keysOf(sending)));
      if (undone === away) await own.undo(sending);
    },
  };
}

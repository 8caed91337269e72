import { type Encryption, hashName } from "../redis/encryption.ts";
import { type SharedRedis, unavailable } from "../redis/redis.ts";
import {
  type Appended,
  defaultLifetime,
  type Entry,
  type EventLog,
  keyLifetime,
  maxEntries,
  type RequestEvent,
  requestEvent,
  topicOf,
} from "./event-log.ts";
import type { PubSub } from "./redis-pubsub.ts";

/** Milliseconds for requests that only webhooks report: created elsewhere, or not known here yet. */
const foreignLifetime = 96 * 3_600_000;
/** Events that an instance writes back to a Redis that is available again. */
const maxRecent = 5_000;

/**
 * Appends an entry unless its key is known, and notifies every instance. The key is written last: if Redis refuses a
 * write, nothing claims that the entry is there.
 * KEYS log, key · ARGV entry, key lifetime, lifetime, foreign lifetime, maximum of entries, channel, topic, is own.
 */
const appendScript = `
if redis.call("EXISTS", KEYS[2]) == 1 then return 0 end
local exists = redis.call("EXISTS", KEYS[1])
redis.call("XADD", KEYS[1], "MAXLEN", ARGV[5], "*", "encrypted", ARGV[1])
if ARGV[8] == "1" then redis.call("PEXPIRE", KEYS[1], ARGV[3])
elseif exists == 0 then redis.call("PEXPIRE", KEYS[1], ARGV[4]) end
redis.call("SET", KEYS[2], ARGV[7], "PX", ARGV[2])
redis.call("PUBLISH", ARGV[6], ARGV[7])
return 1`;

/** The key of a log. The braces keep it and the keys of its events at one node of a cluster. */
export const logKeyOf = (topic: string) => `preauth:log:{${topic}}`;
const eventKeyOf = (topic: string, key: string) => `preauth:event:{${topic}}:${hashName(key)}`;

/**
 * Logs for several instances: a Redis stream of encrypted entries for each request. An instance writes its recent
 * events back to a Redis that is available again, which may have lost them. `lifetime`: milliseconds that the log of a
 * request of this server is kept.
 */
export function redisEventLog(
  redis: SharedRedis,
  encryption: Encryption,
  pubSub: PubSub,
  lifetime = defaultLifetime,
): EventLog {
  const recent = new Map<string, { requestId: string; event: RequestEvent; expiresAt: number }>();

  const remember = (key: string, requestId: string, event: RequestEvent) => {
    recent.delete(key);
    recent.set(key, { requestId, event, expiresAt: performance.now() + keyLifetime });
    if (recent.size > maxRecent) recent.delete(recent.keys().next().value ?? "");
  };

  async function write(requestId: string, key: string, event: RequestEvent): Promise<Appended> {
    const topic = topicOf(requestId);
    const logKey = logKeyOf(topic);
    const encrypted = encryption.encrypt(JSON.stringify(event), logKey);
    const eventKey = eventKeyOf(topic, key);
    const isOwn = event.kind === "webhook" || event.kind === "dispensing" ? "0" : "1";
    const result = await redis.run((client) =>
      client.eval(
        appendScript,
        2,
        logKey,
        eventKey,
        encrypted,
        keyLifetime,
        lifetime,
        Math.min(foreignLifetime, lifetime),
        maxEntries,
        pubSub.channel,
        topic,
        isOwn,
      ),
    );
    if (result === unavailable) return "local";
    return result === 1 ? "added" : "duplicate";
  }

  redis.onAvailable(async () => {
    for (const [key, { requestId, event, expiresAt }] of [...recent]) {
      if (expiresAt < performance.now()) recent.delete(key);
      else await write(requestId, key, event);
    }
  });

  return {
    async append(requestId, key, event) {
      // What is erased has no log, and nobody needs to bring the event again.
      if (redis.erasures.forbid(requestId)) return "duplicate";
      const result = await write(requestId, key, event);
      if (result !== "duplicate") remember(key, requestId, event);
      return result;
    },
    async read(requestId, after) {
      const logKey = logKeyOf(topicOf(requestId));
      const found = await redis.run((client) =>
        client.xrange(logKey, after === undefined ? "-" : `(${after}`, "+"),
      );
      if (found === unavailable) return undefined;
      return found.flatMap(([id, [, encrypted = ""]]) => {
        const event = readEvent(encryption.decrypt(encrypted, logKey));
        return event === undefined ? [] : [{ id, event } satisfies Entry];
      });
    },
    onAppended: (listener) => pubSub.subscribe(listener),
    erase({ topics }) {
      for (const [key, { requestId }] of recent) if (topics.has(topicOf(requestId))) recent.delete(key);
    },
    close: () => pubSub.close(),
  };
}

/** Undefined for an entry that was encrypted with a secret no longer listed. */
function readEvent(text: string | undefined): RequestEvent | undefined {
  if (text === undefined) return undefined;
  const read = requestEvent.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}

import { hidden, type Sealing } from "../redis/encryption.ts";
import { away, type SharedRedis } from "../redis/redis.ts";
import {
  type Added,
  type Entry,
  type History,
  keyLife,
  mostEntries,
  type News,
  news,
  topicOf,
} from "./event-log.ts";
import type { Nudges } from "./redis-pubsub.ts";

/** Milliseconds that the history of a request made through us is kept: as long as its owner may ask for it. */
const life = 30 * 24 * 3_600_000;
/** Milliseconds for requests that webhooks tell of and nobody made here, or not yet. */
const strangerLife = 96 * 3_600_000;
/** News told again to a Redis that has come back, and the milliseconds for which they are worth it. */
const mostTold = 5_000;

/**
 * Adds an entry unless its key is known, and tells every instance. The key goes last: should Redis refuse to write,
 * nothing is left behind that says it had.
 * KEYS history, key · ARGV entry, life of the key, life of ours, of a stranger's, most entries, channel, topic, ours.
 */
const addOnce = `
if redis.call("EXISTS", KEYS[2]) == 1 then return 0 end
local known = redis.call("EXISTS", KEYS[1])
redis.call("XADD", KEYS[1], "MAXLEN", ARGV[5], "*", "sealed", ARGV[1])
if ARGV[8] == "1" then redis.call("PEXPIRE", KEYS[1], ARGV[3])
elseif known == 0 then redis.call("PEXPIRE", KEYS[1], ARGV[4]) end
redis.call("SET", KEYS[2], "1", "PX", ARGV[2])
redis.call("PUBLISH", ARGV[6], ARGV[7])
return 1`;

const nameOf = (topic: string) => `preauth:history:${topic}`;

/**
 * Histories for several instances: one stream of sealed entries for each request. What an instance added it tells
 * again to a Redis that has come back, which may have forgotten it.
 */
export function redisHistory(redis: SharedRedis, sealing: Sealing, nudges: Nudges): History {
  const told = new Map<string, { requestId: string; added: News; until: number }>();

  const remember = (key: string, requestId: string, added: News) => {
    told.delete(key);
    told.set(key, { requestId, added, until: Date.now() + keyLife });
    if (told.size > mostTold) told.delete(told.keys().next().value ?? "");
  };

  async function write(requestId: string, key: string, added: News): Promise<Added> {
    const topic = topicOf(requestId);
    const name = nameOf(topic);
    const sealed = sealing.seal(JSON.stringify(added), name);
    const seen = `preauth:seen:${hidden(key)}`;
    const ours = added.kind === "told" ? "0" : "1";
    const result = await redis.run((client) =>
      client.eval(
        addOnce,
        2,
        name,
        seen,
        sealed,
        keyLife,
        life,
        strangerLife,
        mostEntries,
        nudges.channel,
        topic,
        ours,
      ),
    );
    if (result === away) return "kept";
    return result === 1 ? "added" : "known";
  }

  redis.onBack(async () => {
    for (const [key, { requestId, added, until }] of [...told]) {
      if (until < Date.now()) told.delete(key);
      else await write(requestId, key, added);
    }
  });

  return {
    async add(requestId, key, added) {
      const result = await write(requestId, key, added);
      if (result !== "known") remember(key, requestId, added);
      return result;
    },
    async read(requestId, after) {
      const name = nameOf(topicOf(requestId));
      const found = await redis.run((client) =>
        client.xrange(name, after === undefined ? "-" : `(${after}`, "+"),
      );
      if (found === away) return undefined;
      return found.flatMap(([position, [, sealed = ""]]) => {
        const read = readNews(sealing.open(sealed, name));
        return read === undefined ? [] : [{ position, news: read } satisfies Entry];
      });
    },
    onAdded: (listener) => nudges.listen(listener),
    close: () => nudges.close(),
  };
}

/** Undefined for what was sealed with a secret that is no longer listed. */
function readNews(text: string | undefined): News | undefined {
  if (text === undefined) return undefined;
  const read = news.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}

import { type Encryption, hashName } from "../redis/encryption.ts";
import { userDigest } from "../redis/erasure.ts";
import { type SharedRedis, unavailable } from "../redis/redis.ts";

/** One text for each owner. It ends `recentsKept` after it was set last. */
export type RecentsStore = {
  get(owner: string): Promise<string | undefined>;
  set(owner: string, text: string): Promise<void>;
};

/** Milliseconds after a user's last request that their recents are kept. */
export const recentsKept = 90 * 24 * 3_600_000;

/** Owners kept in this process, about 5 KB each. Beyond it the oldest are removed. */
const maxOwners = 5_000;

/** Recents in this process: lost with it. */
export function memoryRecents(now: () => number = () => performance.now()): RecentsStore {
  const texts = new Map<string, { text: string; until: number }>();
  return {
    async get(owner) {
      const kept = texts.get(owner);
      return kept && kept.until > now() ? kept.text : undefined;
    },
    async set(owner, text) {
      texts.delete(owner);
      texts.set(owner, { text, until: now() + recentsKept });
      if (texts.size > maxOwners) texts.delete(texts.keys().next().value ?? "");
    },
  };
}

/** Recents that all instances share, encrypted. While Redis is unavailable there are none. */
export function redisRecents(redis: SharedRedis, encryption: Encryption): RecentsStore {
  const keyOf = (owner: string) => `preauth:recents:${hashName(owner)}`;
  return {
    async get(owner) {
      const key = keyOf(owner);
      const encrypted = await redis.run((client) => client.get(key));
      if (encrypted === unavailable || encrypted === null) return undefined;
      const text = encryption.decrypt(encrypted, key);
      return text?.slice(text.indexOf(" ") + 1);
    },
    async set(owner, text) {
      if (redis.erasures.forbid()) return;
      const key = keyOf(owner);
      // The digest of the user, by which an operator erases it, and the text.
      const value = encryption.encrypt(`${userDigest(owner)} ${text}`, key);
      await redis.run((client) => client.set(key, value, "PX", recentsKept));
    },
  };
}

import { ProblemError } from "../problem/problem-error.ts";
import { type Encryption, hashName } from "../redis/encryption.ts";
import { type SharedRedis, unavailable } from "../redis/redis.ts";

/** Small values that expire after `lifetime` milliseconds, at whichever instance the next request arrives. */
export type ExpiringStore = {
  /** `requestId`: the request that the value is about, if any. */
  set(name: string, text: string, lifetime: number, requestId?: string): Promise<void>;
  /** Throws `overloaded` when the value is not in this process and Redis is unavailable. */
  get(name: string): Promise<string | undefined>;
  /** Sets the value unless there is one, as `set` does. Returns the value that is stored afterwards. */
  setIfAbsent(name: string, text: string, lifetime: number, requestId?: string): Promise<string>;
  /** Adds one. Returns the count, this call included. */
  increment(name: string, lifetime: number): Promise<number>;
  /** Forgets in this process the values of which this is true. */
  erase(isErased: (text: string) => boolean): void;
};

/** Values kept in this process. Beyond it the oldest are removed. */
const maxValues = 50_000;

/** A store in this process. */
export function memoryExpiringStore(now: () => number = () => performance.now()): ExpiringStore {
  const values = new Map<string, { text: string; expiresAt: number }>();

  const find = (name: string) => {
    const value = values.get(name);
    return value !== undefined && value.expiresAt > now() ? value.text : undefined;
  };
  const put = (name: string, text: string, lifetime: number) => {
    values.delete(name);
    values.set(name, { text, expiresAt: now() + lifetime });
    if (values.size > maxValues) values.delete(values.keys().next().value ?? "");
  };
  return {
    set: async (name, text, lifetime) => put(name, text, lifetime),
    get: async (name) => find(name),
    async setIfAbsent(name, text, lifetime) {
      const existing = find(name);
      if (existing === undefined) put(name, text, lifetime);
      return existing ?? text;
    },
    async increment(name, lifetime) {
      const count = Number(find(name) ?? 0) + 1;
      put(name, String(count), lifetime);
      return count;
    },
    erase(isErased) {
      for (const [name, { text }] of values) if (isErased(text)) values.delete(name);
    },
  };
}

/** The key of a value: a digest. */
export const expiringKeyOf = (name: string) => `preauth:otp:${hashName(name)}`;

/** A store for several instances. While Redis is unavailable each instance has its own. */
export function redisExpiringStore(redis: SharedRedis, encryption: Encryption): ExpiringStore {
  const memory = memoryExpiringStore();

  return {
    async set(name, text, lifetime, requestId) {
      if (redis.erasures.forbid(requestId)) return;
      const key = expiringKeyOf(name);
      await memory.set(name, text, lifetime);
      await redis.write((client) => client.set(key, encryption.encrypt(text, key), "PX", lifetime));
    },
    async get(name) {
      const local = await memory.get(name);
      if (local !== undefined) return local;
      const key = expiringKeyOf(name);
      const encrypted = await redis.run((client) => client.get(key));
      if (encrypted === unavailable) throw new ProblemError("overloaded", { retryAfter: 1 });
      return encrypted === null ? undefined : encryption.decrypt(encrypted, key);
    },
    async setIfAbsent(name, text, lifetime, requestId) {
      if (redis.erasures.forbid(requestId)) return text;
      const key = expiringKeyOf(name);
      const encrypted = encryption.encrypt(text, key);
      const existing = await redis.run((client) => client.set(key, encrypted, "PX", lifetime, "NX", "GET"));
      if (existing === unavailable || existing === null) return memory.setIfAbsent(name, text, lifetime);
      return encryption.decrypt(existing, key) ?? "";
    },
    async increment(name, lifetime) {
      const key = expiringKeyOf(name);
      const replies = await redis.run((client) => client.multi().incr(key).pexpire(key, lifetime).exec());
      const count = replies === unavailable ? undefined : replies?.[0]?.[1];
      return typeof count === "number" ? count : memory.increment(name, lifetime);
    },
    erase: (isErased) => memory.erase(isErased),
  };
}

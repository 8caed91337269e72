import { ProblemError } from "../problem/problem-error.ts";
import { hidden, type Sealing } from "../redis/encryption.ts";
import { away, type SharedRedis } from "../redis/redis.ts";

/** Small things that are kept for minutes, wherever the next request may come in. Lives are milliseconds. */
export type Shelf = {
  put(name: string, text: string, life: number): Promise<void>;
  /** Throws `overloaded` when it is not here and cannot be asked for elsewhere. */
  get(name: string): Promise<string | undefined>;
  /** Puts it there unless something is; gives what is there now. */
  claim(name: string, text: string, life: number): Promise<string>;
  /** How often it has been counted, this time included. */
  count(name: string, life: number): Promise<number>;
};

/** Things kept in this process; past it the oldest go. */
const mostThings = 50_000;

/** A shelf in this process. */
export function memoryShelf(now: () => number = Date.now): Shelf {
  const things = new Map<string, { text: string; until: number }>();

  const find = (name: string) => {
    const thing = things.get(name);
    return thing !== undefined && thing.until > now() ? thing.text : undefined;
  };
  const keep = (name: string, text: string, life: number) => {
    things.delete(name);
    things.set(name, { text, until: now() + life });
    if (things.size > mostThings) things.delete(things.keys().next().value ?? "");
  };
  return {
    put: async (name, text, life) => keep(name, text, life),
    get: async (name) => find(name),
    async claim(name, text, life) {
      const there = find(name);
      if (there === undefined) keep(name, text, life);
      return there ?? text;
    },
    async count(name, life) {
      const count = Number(find(name) ?? 0) + 1;
      keep(name, String(count), life);
      return count;
    },
  };
}

/** A shelf for several instances. While Redis is away each has its own. */
export function redisShelf(redis: SharedRedis, sealing: Sealing): Shelf {
  const memory = memoryShelf();
  const keyOf = (name: string) => `preauth:otp:${hidden(name)}`;

  return {
    async put(name, text, life) {
      const key = keyOf(name);
      await memory.put(name, text, life);
      await redis.run((client) => client.set(key, sealing.seal(text, key), "PX", life));
    },
    async get(name) {
      const here = await memory.get(name);
      if (here !== undefined) return here;
      const key = keyOf(name);
      const sealed = await redis.run((client) => client.get(key));
      if (sealed === away) throw new ProblemError("overloaded", { retryAfter: 1 });
      return sealed === null ? undefined : sealing.open(sealed, key);
    },
    async claim(name, text, life) {
      const key = keyOf(name);
      const sealed = sealing.seal(text, key);
      const before = await redis.run((client) => client.set(key, sealed, "PX", life, "NX", "GET"));
      if (before === away) return memory.claim(name, text, life);
      return before === null ? memory.claim(name, text, life) : (sealing.open(before, key) ?? "");
    },
    async count(name, life) {
      const key = keyOf(name);
      const counted = await redis.run((client) => client.multi().incr(key).pexpire(key, life).exec());
      const count = counted === away ? undefined : counted?.[0]?.[1];
      return typeof count === "number" ? count : memory.count(name, life);
    },
  };
}

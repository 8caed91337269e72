import { createRequire } from "node:module";
import type { Redis, RedisOptions } from "ioredis";

/** A connection to Redis. The library is loaded with the first one: without Redis, it would be 10 MB for nothing. */
export function redisClient(url: string, options: RedisOptions): Redis {
  const library: typeof import("ioredis") = createRequire(import.meta.url)("ioredis");
  return new library.Redis(url, options);
}

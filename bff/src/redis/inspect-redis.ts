import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Redis } from "ioredis";
import { deniedCommand, type FailureCause, failureCause } from "../logging/failure-cause.ts";
import type { RedisConnector } from "./connection.ts";
import { consequences, onConnectionError } from "./connection-errors.ts";

/** Milliseconds for the connection and each command. */
const timeout = 3_000;
/** Milliseconds until there is a connection, with Sentinels or nodes that are tried in turn. */
const maxConnectTime = 10_000;

/** What a Redis is, as an operator needs to know it. */
export type RedisInspection =
  | { reachable: false; cause: FailureCause }
  | {
      reachable: true;
      /** `standalone`, `cluster` or `sentinel`; undefined where an access rule forbids the question. */
      topology: string | undefined;
      version: string | undefined;
      /** What happens when the memory is full: `noeviction`, or a policy that removes keys. */
      evictionPolicy: string | undefined;
      /** Commands that the access rules deny. */
      denied: string[];
      /** Why a write failed other than by an access rule. */
      writeFailure: FailureCause | undefined;
    };

/** Looks at a Redis, with writes of its own under a random key, which it removes. */
export async function inspectRedis(connector: RedisConnector): Promise<RedisInspection> {
  let connectionError: unknown;
  const client = connector.open({
    lazyConnect: true,
    enableReadyCheck: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: timeout,
    commandTimeout: timeout,
    retryStrategy: () => null,
    sentinelRetryStrategy: () => null,
  });
  onConnectionError(client, (error) => {
    connectionError ??= error;
  });
  try {
    await within(maxConnectTime, client.connect());
    await within(maxConnectTime, client.ping());
  } catch (thrown) {
    client.disconnect();
    const causes = [connectionError, thrown].map(failureCause);
    const says = causes.find((cause) => !consequences.has(cause));
    const cause = says ?? failureCause((await connector.explain()) ?? connectionError ?? thrown);
    return { reachable: false, cause };
  }
  try {
    const info = await client.info("server").catch(() => "");
    const memory = await client.info("memory").catch(() => "");
    const { denied, writeFailure } = await tryCommands(client);
    return {
      reachable: true,
      topology: /^redis_mode:(\w+)/m.exec(info)?.[1],
      version: /^redis_version:([\d.]+)/m.exec(info)?.[1],
      evictionPolicy: /^maxmemory_policy:([\w-]+)/m.exec(memory)?.[1],
      denied,
      writeFailure,
    };
  } finally {
    client.disconnect();
  }
}

async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const timer = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw Object.assign(new Error("timeout"), { code: "ETIMEDOUT" });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}

/** Tries every command that the server uses. */
async function tryCommands(client: Redis) {
  const key = `preauth:doctor:{${randomUUID()}}`;
  const [list, set, hash, members] = ["stream", "set", "hash", "members"].map((type) => `${key}:${type}`) as [
    string,
    string,
    string,
    string,
  ];
  const commands: (() => Promise<unknown>)[] = [
    () => client.set(key, "1", "PX", timeout),
    () => client.get(key),
    () => client.incr(key),
    () => client.decr(key),
    () => client.exists(key),
    () => client.pexpire(key, timeout),
    () => client.pttl(key),
    () => client.multi().set(key, "1", "PX", timeout).exec(),
    () => client.eval('return redis.call("GET", KEYS[1])', 1, key),
    () => client.hset(hash, "a", "1"),
    () => client.hget(hash, "a"),
    () => client.sadd(members, "a"),
    () => client.smembers(members),
    () => client.srem(members, "a"),
    () => client.xadd(list, "*", "a", "1"),
    () => client.xrange(list, "-", "+"),
    () => client.zadd(set, 1, "a"),
    () => client.zcard(set),
    () => client.zscore(set, "a"),
    () => client.zcount(set, 0, 1),
    () => client.zrange(set, "0", "-1"),
    () => client.zrangebyscore(set, 0, 1),
    () => client.zrevrangebyscore(set, 1, 0),
    () => client.zrem(set, "b"),
    () => client.zremrangebyscore(set, 0, 1),
    () => client.time(),
    () => client.publish("preauth:doctor", "1"),
    () => client.scan(0, "MATCH", key),
    () => client.unlink(key),
    () => client.del(list, set, hash, members),
    () => client.subscribe("preauth:doctor"),
  ];
  const denied = new Set<string>();
  let writeFailure: FailureCause | undefined;
  for (const command of commands) {
    try {
      await command();
    } catch (thrown) {
      const cause = failureCause(thrown);
      if (cause === "no_permission") denied.add(deniedCommand(thrown) ?? "a key or channel of preauth:*");
      else writeFailure ??= cause;
    }
  }
  return { denied: [...denied], writeFailure };
}

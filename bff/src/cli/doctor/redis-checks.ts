import type { Settings } from "../../process/settings.ts";
import { redisConnector } from "../../redis/connection.ts";
import { inspectRedis } from "../../redis/inspect-redis.ts";
import { type Finding, fail, ok, skip, warn } from "./finding.ts";

const causes = "bff/docs/operations.md, Causes";

/** Redis: whether it is reachable, what it is, and what it permits. */
export async function checkRedis({ redis }: Settings): Promise<Finding> {
  const check = "redis";
  if (redis === undefined) return skip(check, "REDIS_URL is not set: one instance, all state in memory");
  const inspection = await inspectRedis(redisConnector(redis));
  if (!inspection.reachable) return fail(check, `not reachable: ${inspection.cause}`, causes);
  const { topology, version, denied, evictionPolicy, writeFailure } = inspection;
  if (topology === "sentinel") {
    return fail(check, "REDIS_URL leads to a Sentinel", "set REDIS_SENTINELS and REDIS_SENTINEL_NAME");
  }
  if (topology !== undefined && (topology === "cluster") !== redis.cluster) {
    return fail(check, `is ${topology}`, `REDIS_CLUSTER=${topology === "cluster"}`);
  }
  if (denied.length > 0) {
    const action = "ACL SETUSER <user> ~preauth:* &preauth:* +@all -@dangerous";
    return fail(check, `its access rules deny ${denied.join(", ")}`, action);
  }
  if (writeFailure !== undefined) return fail(check, `takes no writes: ${writeFailure}`, causes);
  if (evictionPolicy !== undefined && evictionPolicy !== "noeviction") {
    const action = "CONFIG SET maxmemory-policy noeviction: a key that is removed forgets who owns a request";
    return warn(check, `removes keys when its memory is full (${evictionPolicy})`, action);
  }
  return ok(
    check,
    `${version ?? "version unknown"}, ${topology ?? "topology unknown"}, every command is permitted`,
  );
}

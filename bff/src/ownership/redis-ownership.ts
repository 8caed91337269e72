import { ProblemError } from "../problem/problem-error.ts";
import { hashName } from "../redis/encryption.ts";
import { userDigest } from "../redis/erasure.ts";
import { type SharedRedis, unavailable } from "../redis/redis.ts";
import {
  type GrantLifetimes,
  grantKey,
  grantLifetime,
  isErased,
  memoryOwnership,
  type Owned,
  type Ownership,
} from "./ownership.ts";

/** Grants that an instance writes back to a Redis that is available again: the latest ones. */
const maxRecent = 20_000;
/** Grants in one round trip. */
const batchSize = 500;

/** A grant that an instance made or read: its name, and what is stored for it, the digest of its user. */
type Recent = { name: string; user: string; expiresAt: number };

/** The key of a grant: a digest. */
export const redisKeyOf = (owner: string, kind: Owned, id: string) =>
  `preauth:own:${hashName(grantKey(owner, kind, id))}`;

/**
 * Ownership for several instances: memory first, then Redis. While Redis is unavailable an instance knows its own
 * grants; for the others it throws `overloaded`, never `not_found`. Grants are sent to a slow Redis all the same. Instances write their recent grants back to a
 * Redis that is available again, which may have lost them.
 */
export function redisOwnership(redis: SharedRedis, lifetimes: GrantLifetimes = grantLifetime): Ownership {
  const memory = memoryOwnership(lifetimes);
  const recent = new Map<string, Recent>();

  const remember = (key: string, grant: Recent) => {
    recent.delete(key);
    recent.set(key, grant);
    if (recent.size > maxRecent) recent.delete(recent.keys().next().value ?? "");
  };

  async function write(grants: readonly (readonly [string, Recent])[]): Promise<void> {
    const now = performance.now();
    for (let start = 0; start < grants.length; start += batchSize) {
      const batch = grants.slice(start, start + batchSize).filter(([, { expiresAt }]) => expiresAt > now);
      await redis.write((client) =>
        Promise.all(
          batch.map(([key, { user, expiresAt }]) => client.set(key, user, "PX", Math.ceil(expiresAt - now))),
        ),
      );
    }
  }
  redis.onAvailable(() => void write([...recent].reverse()));

  return {
    async grant(owner, kind, wanted, lifetime = lifetimes[kind]) {
      const ids = wanted.filter((id) => !isForbidden(kind, id));
      await memory.grant(owner, kind, ids, lifetime);
      const expiresAt = performance.now() + lifetime;
      const user = userDigest(owner);
      const grants = ids.map(
        (id) => [redisKeyOf(owner, kind, id), { name: grantKey(owner, kind, id), user, expiresAt }] as const,
      );
      for (const [key, grant] of grants) remember(key, grant);
      await write(grants);
    },
    owns(owner, kind, id) {
      if (memory.owns(owner, kind, id) === true) return true;
      return ownsInRedis(owner, kind, id);
    },
    erase(erasure) {
      memory.erase(erasure);
      for (const [key, { name }] of recent) if (isErased(name, erasure)) recent.delete(key);
    },
  };

  /** Whether an erasure has overtaken the present call. */
  function isForbidden(kind: Owned, id: string): boolean {
    return redis.erasures.forbid(kind === "request" ? id : undefined);
  }

  async function ownsInRedis(owner: string, kind: Owned, id: string): Promise<boolean> {
    const key = redisKeyOf(owner, kind, id);
    const lifetimeLeft = () => redis.run((client) => client.pttl(key));
    let left = await lifetimeLeft();
    // A Redis that stood still answers in any order: before it carries out a grant that was sent earlier, too. By the
    // second answer it has.
    if (left !== unavailable && left <= 0) left = await lifetimeLeft();
    if (left === unavailable) throw new ProblemError("overloaded", { retryAfter: 1 });
    if (left <= 0 && redis.isRestoring) throw new ProblemError("overloaded", { retryAfter: 1 });
    if (left <= 0 || isForbidden(kind, id)) return false;
    await memory.grant(owner, kind, [id], left);
    const name = grantKey(owner, kind, id);
    remember(key, { name, user: userDigest(owner), expiresAt: performance.now() + left });
    return true;
  }
}

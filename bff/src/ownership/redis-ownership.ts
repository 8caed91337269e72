import { ProblemError } from "../problem/problem-error.ts";
import { hidden } from "../redis/encryption.ts";
import { away, type SharedRedis } from "../redis/redis.ts";
import { grantKey, grantLife, memoryOwnership, type Owned, type Ownership } from "./ownership.ts";

/** Grants told again to a Redis that has come back; the youngest, for the others have had their use. */
const mostTold = 20_000;
/** Grants in one round trip. */
const batch = 500;

const nameOf = (owner: string, kind: Owned, id: string) => `preauth:own:${hidden(grantKey(owner, kind, id))}`;

/**
 * Ownership for several instances: memory first, Redis behind it. While Redis is away an instance knows what it
 * granted itself; of the rest it says that it cannot tell now, never that it does not exist. A Redis that comes back
 * empty is told again what each instance knows.
 */
export function redisOwnership(redis: SharedRedis): Ownership {
  const memory = memoryOwnership();
  const told = new Map<string, number>();

  const remember = (name: string, until: number) => {
    told.delete(name);
    told.set(name, until);
    if (told.size > mostTold) told.delete(told.keys().next().value ?? "");
  };

  async function write(grants: readonly (readonly [string, number])[]): Promise<void> {
    const now = Date.now();
    for (let start = 0; start < grants.length; start += batch) {
      await redis.run((client) => {
        const pipeline = client.pipeline();
        for (const [name, until] of grants.slice(start, start + batch)) {
          if (until > now) pipeline.set(name, "1", "PX", until - now);
        }
        return pipeline.exec();
      });
    }
  }
  redis.onBack(() => void write([...told].reverse()));

  return {
    async grant(owner, kind, ids) {
      await memory.grant(owner, kind, ids);
      const until = Date.now() + grantLife[kind];
      const grants = ids.map((id) => [nameOf(owner, kind, id), until] as const);
      for (const [name] of grants) remember(name, until);
      await write(grants);
    },
    owns(owner, kind, id) {
      if (memory.owns(owner, kind, id) === true) return true;
      return ask(owner, kind, id);
    },
  };

  async function ask(owner: string, kind: Owned, id: string): Promise<boolean> {
    const name = nameOf(owner, kind, id);
    const left = await redis.run((client) => client.pttl(name));
    if (left === away) throw new ProblemError("overloaded", { retryAfter: 1 });
    if (left <= 0 && redis.isBeingTold) throw new ProblemError("overloaded", { retryAfter: 1 });
    if (left <= 0) return false;
    await memory.grant(owner, kind, [id]);
    remember(name, Date.now() + left);
    return true;
  }
}

import { type Erasure, requestDigest, userDigest } from "../redis/erasure.ts";

/** Kinds of objects that have an owner. */
export type Owned = "beneficiary" | "request" | "otp";

/** Which objects belong to which owner. A session reaches only what its owner looked up, created, or got with its token. */
export type Ownership = {
  /** Grants objects to an owner, for the lifetime of their kind or for so many milliseconds. */
  grant(owner: string, kind: Owned, ids: readonly string[], lifetime?: number): void | Promise<void>;
  owns(owner: string, kind: Owned, id: string): boolean | Promise<boolean>;
  /** Forgets in this process what is erased. */
  erase(erasure: Erasure): void;
};

/** Milliseconds that a grant of each kind lasts. */
export type GrantLifetimes = Readonly<Record<Owned, number>>;

/** A request is read until its decision has arrived, which may take days. */
export const grantLifetime: GrantLifetimes = {
  beneficiary: 24 * 3_600_000,
  request: 30 * 24 * 3_600_000,
  otp: 3_600_000,
};

/** Grants in memory, about 200 bytes each. Beyond it the oldest are removed. */
const maxGrants = 200_000;

/** Ownership in this process: lost with it, and unknown to other instances. */
export function memoryOwnership(
  lifetimes = grantLifetime,
  now: () => number = () => performance.now(),
): Ownership {
  const grants = new Map<string, number>();
  return {
    grant(owner, kind, ids, lifetime = lifetimes[kind]) {
      for (const id of ids) {
        const key = grantKey(owner, kind, id);
        grants.delete(key);
        grants.set(key, now() + lifetime);
        if (grants.size > maxGrants) grants.delete(grants.keys().next().value ?? "");
      }
    },
    owns(owner, kind, id) {
      const expiresAt = grants.get(grantKey(owner, kind, id));
      return expiresAt !== undefined && expiresAt > now();
    },
    erase(erasure) {
      for (const key of grants.keys()) if (isErased(key, erasure)) grants.delete(key);
    },
  };
}

/** Whether a grant belongs to an erased user, or is about an erased request. */
export function isErased(key: string, { users, topics }: Erasure): boolean {
  const [kind, id = "", owner = ""] = key.split("\n");
  return users.has(userDigest(owner)) || (kind === "request" && topics.has(requestDigest(id)));
}

/** The name of a grant. Neither kinds nor ids from a path contain the separator. */
export function grantKey(owner: string, kind: Owned, id: string): string {
  return `${kind}\n${id}\n${owner}`;
}

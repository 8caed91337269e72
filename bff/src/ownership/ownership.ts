/** What can belong to somebody. */
export type Owned = "beneficiary" | "request" | "otp";

/**
 * Whose what is. A session reaches only what its owner looked up, was given, or made; the answers may come at once
 * or later, because where they lie is this interface's business alone.
 */
export type Ownership = {
  /** Notes that these belong to the owner, for as long as such things are of use. */
  grant(owner: string, kind: Owned, ids: readonly string[]): void | Promise<void>;
  owns(owner: string, kind: Owned, id: string): boolean | Promise<boolean>;
};

/** Milliseconds that a grant lasts. A request is read until its decision has come, which may take days. */
export const grantLife: Record<Owned, number> = {
  beneficiary: 24 * 3_600_000,
  request: 30 * 24 * 3_600_000,
  otp: 3_600_000,
};

/** Grants kept in memory; past it the oldest go. Some 200 bytes each. */
const mostGrants = 200_000;

/** Ownership in this process: lost with it, and unknown to other instances. */
export function memoryOwnership(now: () => number = Date.now): Ownership {
  const grants = new Map<string, number>();
  return {
    grant(owner, kind, ids) {
      for (const id of ids) {
        const key = grantKey(owner, kind, id);
        grants.delete(key);
        grants.set(key, now() + grantLife[kind]);
        if (grants.size > mostGrants) grants.delete(grants.keys().next().value ?? "");
      }
    },
    owns(owner, kind, id) {
      const until = grants.get(grantKey(owner, kind, id));
      return until !== undefined && until > now();
    },
  };
}

/** Names a grant. Neither kinds nor ids that come in a path hold the separator. */
export function grantKey(owner: string, kind: Owned, id: string): string {
  return `${kind}\n${id}\n${owner}`;
}

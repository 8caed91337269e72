import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import { z } from "zod";
import { type Encryption, hashName } from "../redis/encryption.ts";
import { type Erasure, userDigest } from "../redis/erasure.ts";
import type { SharedRedis } from "../redis/redis.ts";

/** Milliseconds from a search to the request: as long as the beneficiary may be asked for. */
const lifetime = 24 * 3_600_000;
/** Names in memory. Beyond it the oldest are removed. */
const maxNames = 20_000;

/** Who looked them up. */
type Owners = { owner: string; widerOwner: string | undefined };
type Person = Pick<Beneficiary | Dependent, "beneficiary_id" | "first_name" | "last_name">;

/** Names of the people whom a search found, until a request is made for one of them. */
export type BeneficiaryNames = {
  learn(owners: Owners, people: readonly Person[]): Promise<void>;
  find(owner: string, beneficiaryId: string): Promise<string | undefined>;
  /** Forgets in this process what is erased. */
  erase(erasure: Erasure): void;
};

/** What is stored for a name: whose search found it, as a digest, and the name. */
const kept = z.object({ user: z.string(), name: z.string() });
type Kept = z.output<typeof kept>;

/** Keeps no name. */
export const noNames: BeneficiaryNames = {
  learn: async () => {},
  find: async () => undefined,
  erase: () => {},
};

/** Names in this process, and where there is one in Redis, encrypted. */
export function beneficiaryNames(redis: SharedRedis | undefined, encryption: Encryption): BeneficiaryNames {
  const names = new Map<string, Kept & { expiresAt: number }>();

  const remember = (key: string, value: Kept) => {
    names.delete(key);
    names.set(key, { ...value, expiresAt: performance.now() + lifetime });
    if (names.size > maxNames) names.delete(names.keys().next().value ?? "");
  };

  return {
    async learn({ owner, widerOwner }, people) {
      if (redis?.erasures.forbid()) return;
      const owners = [owner, widerOwner].filter((one) => one !== undefined);
      const found = people.flatMap((person) => {
        const name = nameOf(person);
        if (name === "") return [];
        return owners.map(
          (one) => [keyOf(one, person.beneficiary_id), { user: userDigest(one), name }] as const,
        );
      });
      for (const [key, value] of found) remember(key, value);
      await redis?.run((client) =>
        Promise.all(
          found.map(([key, value]) =>
            client.set(key, encryption.encrypt(JSON.stringify(value), key), "PX", lifetime),
          ),
        ),
      );
    },
    async find(owner, beneficiaryId) {
      const key = keyOf(owner, beneficiaryId);
      const local = names.get(key);
      if (local !== undefined) return local.expiresAt > performance.now() ? local.name : undefined;
      const encrypted = await redis?.run((client) => client.get(key));
      if (typeof encrypted !== "string") return undefined;
      const text = encryption.decrypt(encrypted, key);
      return text === undefined ? undefined : kept.parse(JSON.parse(text)).name;
    },
    erase({ users }) {
      for (const [key, { user }] of names) if (users.has(user)) names.delete(key);
    },
  };
}

const nameOf = ({ first_name, last_name }: Person) => `${first_name} ${last_name}`.trim();

/** The key of a name in Redis: a digest. */
const keyOf = (owner: string, beneficiaryId: string) =>
  `preauth:name:${hashName(`${owner}\n${beneficiaryId}`)}`;

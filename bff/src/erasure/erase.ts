import type { DeliveryQueue } from "../deliveries/delivery-queue.ts";
import { isErasedOtp, sharedCode } from "../otp/otp-verifications.ts";
import { redisKeyOf } from "../ownership/redis-ownership.ts";
import type { LimitName, RateLimitSettings } from "../rate-limits/policies.ts";
import { limitKeyOf } from "../rate-limits/redis-counters.ts";
import type { Encryption } from "../redis/encryption.ts";
import { hashName } from "../redis/encryption.ts";
import { type Erasure, erasureChannel, userDigest, writeErasure } from "../redis/erasure.ts";
import { type SharedRedis, unavailable } from "../redis/redis.ts";
import { scanKeys } from "../redis/scan-keys.ts";
import { topicOf } from "../request-events/event-log.ts";
import { logKeyOf } from "../request-events/redis-event-log.ts";
import type { RecordStore } from "../request-list/record-store.ts";
import { readStoredRecord } from "../request-list/redis-record-store.ts";
import type { RequestRecord } from "../request-list/request-record.ts";
import { ownerOf } from "../session/session.ts";

/** Keys, or topics, in one round trip. */
const batchSize = 500;

/** Whose data, or which request's. */
export type Erased = { host: string; subject: string } | { host: string; request: string };

type Policies = RateLimitSettings["policies"];
type Deps = {
  redis: SharedRedis;
  encryption: Encryption;
  store: RecordStore;
  queue: DeliveryQueue;
  policies: Policies;
};

/** What was erased: requests, and all keys that were removed beside their own. */
export type ErasureResult = { requests: number; keys: number };

/**
 * Erases what is known of a user, or of a request: in Redis, whose keys are all looked at, and at every instance that
 * is connected to it. Undefined when Redis does not answer.
 */
export async function erase(deps: Deps, erased: Erased): Promise<ErasureResult | undefined> {
  const records = await recordsOf(deps, erased);
  if (records === undefined) return undefined;
  const user = "subject" in erased ? ownerOf(erased.host, erased.subject) : undefined;
  const erasure: Erasure = {
    users: new Set(user === undefined ? [] : [userDigest(user)]),
    topics: new Set(records.map(({ id }) => topicOf(id))),
  };
  // The instances first, so that none writes anything back.
  if (!(await tellInstances(deps.redis, erasure))) return undefined;
  for (const record of records) await eraseRequest(deps, record);
  const ids = records.map(({ id }) => id);
  const shared: string[] = [];
  const keys = await keysWhere(deps.redis, isErased(deps.encryption, erasure, ids, shared));
  const limits = user === undefined ? [] : limitKeysOf(deps.policies, user);
  const removed = keys && (await remove(deps.redis, [...keys, ...limits, ...shared]));
  return removed === undefined ? undefined : { requests: records.length, keys: removed };
}

async function recordsOf({ redis, encryption }: Deps, erased: Erased): Promise<RequestRecord[] | undefined> {
  const records: RequestRecord[] = [];
  const isWanted = ({ host, subject, id }: RequestRecord) =>
    host === erased.host && ("subject" in erased ? subject === erased.subject : id === erased.request);
  const read = await keysWhere(redis, (key, value) => {
    const record = key.startsWith("preauth:request:") ? readStoredRecord(encryption, value, key) : undefined;
    if (record !== undefined && isWanted(record)) records.push(record);
    return false;
  });
  return read && records;
}

async function tellInstances(redis: SharedRedis, { users, topics }: Erasure): Promise<boolean> {
  const all = [...topics];
  do {
    const part = writeErasure({ users, topics: new Set(all.splice(0, batchSize)) });
    const reached = await redis.run((client) => client.publish(erasureChannel, part));
    if (reached === unavailable) return false;
  } while (all.length > 0);
  return true;
}

async function eraseRequest({ redis, store, queue }: Deps, record: RequestRecord): Promise<void> {
  const topic = topicOf(record.id);
  await store.remove(record);
  await queue.remove(topic);
  await remove(redis, [
    logKeyOf(topic),
    ...record.owners.map((owner) => redisKeyOf(owner, "request", record.id)),
    `preauth:otp:to:${hashName(`${record.sponsorSlug}\n${record.beneficiaryId}`)}`,
  ]);
}

/** Whether a stored value belongs to a user or a request that is erased. `shared` gets the grants of their groups. */
function isErased(encryption: Encryption, erasure: Erasure, ids: readonly string[], shared: string[]) {
  return (key: string, value: string): boolean => {
    if (key.startsWith("preauth:own:")) return erasure.users.has(value);
    if (key.startsWith("preauth:event:")) return erasure.topics.has(value);
    const text = encryption.decrypt(value, key);
    if (text === undefined) return false;
    if (key.startsWith("preauth:recents:")) return erasure.users.has(text.slice(0, text.indexOf(" ")));
    if (key.startsWith("preauth:otp:")) {
      const code = isErasedOtp(text, erasure) ? sharedCode(text) : undefined;
      for (const owner of new Set([code?.groupOwner, code?.groupOwner.split("\t")[0]])) {
        if (code !== undefined && owner !== undefined) shared.push(redisKeyOf(owner, "otp", code.otpId));
      }
      return isErasedOtp(text, erasure);
    }
    if (!key.startsWith("preauth:once:") && !key.startsWith("preauth:name:")) return false;
    const { user } = JSON.parse(text) as { user?: string };
    return (user !== undefined && erasure.users.has(user)) || ids.some((id) => text.includes(id));
  };
}

/** The counters of a user's own limits. */
const limitKeysOf = (policies: Policies, user: string) => [
  ...Object.keys(policies).map((name) => limitKeyOf(policies, { name: name as LimitName, key: user })),
  `preauth:otp:by:${hashName(user)}`,
];

/** The keys whose text values pass a test. Undefined when Redis does not answer. */
async function keysWhere(
  redis: SharedRedis,
  test: (key: string, value: string) => boolean,
): Promise<string[] | undefined> {
  const found: string[] = [];
  for await (const keys of scanKeys(redis, "preauth:")) {
    if (keys === unavailable) return undefined;
    const values = await redis.run((client) => Promise.all(keys.map((key) => client.get(key))));
    if (values === unavailable) return undefined;
    keys.forEach((key, index) => {
      const value = values[index];
      if (typeof value === "string" && test(key, value)) found.push(key);
    });
  }
  return found;
}

async function remove(redis: SharedRedis, keys: readonly string[]): Promise<number | undefined> {
  let count = 0;
  for (let start = 0; start < keys.length; start += batchSize) {
    const part = keys.slice(start, start + batchSize);
    const removed = await redis.run((client) => Promise.all(part.map((key) => client.unlink(key))));
    if (removed === unavailable) return undefined;
    for (const one of removed) count += one;
  }
  return count;
}

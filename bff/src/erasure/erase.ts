import { setTimeout as sleep } from "node:timers/promises";
import type { DeliveryQueue } from "../deliveries/delivery-queue.ts";
import { expiringKeyOf } from "../otp/expiring-store.ts";
import { attemptsOf, isErasedOtp, type Purpose, purposeOf } from "../otp/otp-verifications.ts";
import { recipientKeyOf, recipientName, requesterKeyOf } from "../otp/send-throttle.ts";
import { redisKeyOf } from "../ownership/redis-ownership.ts";
import type { LimitName, RateLimitSettings } from "../rate-limits/policies.ts";
import { limitKeyOf } from "../rate-limits/redis-counters.ts";
import type { Encryption } from "../redis/encryption.ts";
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

/** Milliseconds for every instance to read the message, and for what it had sent before to arrive. */
const settleTime = 500;

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
  const user = "subject" in erased ? ownerOf(erased.host, erased.subject) : undefined;
  const users = new Set(user === undefined ? [] : [userDigest(user)]);
  // The instances first, so that no call under way writes anything back; then what there is, which no longer grows.
  if (user !== undefined && !(await tellInstances(deps.redis, { users, topics: new Set() })))
    return undefined;
  const records = await recordsOf(deps, erased);
  if (records === undefined) return undefined;
  const erasure: Erasure = { users, topics: new Set(records.map(({ id }) => topicOf(id))) };
  if (!(await tellInstances(deps.redis, erasure))) return undefined;
  for (const record of records) await eraseRequest(deps, record);
  const ids = records.map(({ id }) => id);
  const others: string[] = [];
  const keys = await keysWhere(deps.redis, isErased(deps.encryption, erasure, ids, others));
  const limits = user === undefined ? [] : limitKeysOf(deps.policies, user);
  const removed = keys && (await remove(deps.redis, [...keys, ...limits, ...others]));
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
  await sleep(settleTime);
  return true;
}

async function eraseRequest({ redis, store, queue }: Deps, record: RequestRecord): Promise<void> {
  const topic = topicOf(record.id);
  await store.remove(record);
  await queue.remove(topic);
  await remove(redis, [
    logKeyOf(topic),
    ...record.owners.map((owner) => redisKeyOf(owner, "request", record.id)),
    recipientKeyOf(recipientName(record.sponsorSlug, record.beneficiaryId)),
  ]);
}

/** Whether a stored value belongs to a user or a request that is erased. `others` gets the keys that follow from it. */
function isErased(encryption: Encryption, erasure: Erasure, ids: readonly string[], others: string[]) {
  return (key: string, value: string): boolean => {
    if (key.startsWith("preauth:own:")) return erasure.users.has(value);
    if (key.startsWith("preauth:event:")) return erasure.topics.has(value);
    const text = encryption.decrypt(value, key);
    if (text === undefined) return false;
    if (key.startsWith("preauth:recents:")) return erasure.users.has(text.slice(0, text.indexOf(" ")));
    if (key.startsWith("preauth:otp:")) {
      if (!isErasedOtp(text, erasure)) return false;
      const purpose = purposeOf(text);
      if (purpose !== undefined) others.push(...keysOfCode(purpose));
      return true;
    }
    if (key.startsWith("preauth:authorization:")) return ids.includes(text);
    if (!key.startsWith("preauth:once:") && !key.startsWith("preauth:name:")) return false;
    const { user } = JSON.parse(text) as { user?: string };
    return (user !== undefined && erasure.users.has(user)) || ids.some((id) => text.includes(id));
  };
}

/** The keys of a one-time code beside its own: who may check it, how often that was tried, and to whom it went. */
function keysOfCode({ otpId, owner, groupOwner, sponsorSlug, beneficiaryId }: Purpose): string[] {
  const recipient = recipientKeyOf(recipientName(sponsorSlug, beneficiaryId));
  if (otpId === undefined) return [recipient];
  const owners = [owner, groupOwner].filter((one) => one !== undefined);
  const all = new Set(owners.flatMap((one) => [one, one.split("\t")[0] as string]));
  return [
    recipient,
    expiringKeyOf(attemptsOf(otpId)),
    ...[...all].map((one) => redisKeyOf(one, "otp", otpId)),
  ];
}

/** The counters of a user's own limits. */
const limitKeysOf = (policies: Policies, user: string) => [
  ...Object.keys(policies).map((name) => limitKeyOf(policies, { name: name as LimitName, key: user })),
  requesterKeyOf(user),
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

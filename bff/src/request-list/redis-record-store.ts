import type { Redis } from "ioredis";
import { type Encryption, hashName } from "../redis/encryption.ts";
import { type SharedRedis, type Unavailable, unavailable } from "../redis/redis.ts";
import { topicOf } from "../request-events/event-log.ts";
import type { Found, RecordStore } from "./record-store.ts";
import {
  authorizationNames,
  endOf,
  expiringWithin,
  isFullyDecided,
  isInState,
  listOf,
  type RequestRecord,
  requestRecord,
} from "./request-record.ts";

/** Records that an instance writes back to a Redis that is available again: the latest ones. */
const maxRecent = 5_000;
/** Records that are read in one round trip. */
const batchSize = 200;
/** Expiring records that are looked at: they are put in order here. */
const maxExpiring = 1_000;
/** Milliseconds between two removals of what was kept long enough. */
const sweepInterval = 60_000;
/** Lists, and records of each, that one removal takes. */
const maxSwept = 100;

/** The sorted sets of a list. Members are topics; scores are milliseconds since the epoch. */
const parts = ["all", "open", "decided", "expiring", "updated"] as const;
type Part = (typeof parts)[number];

/** The lists that have records, by the creation of their oldest one. */
const listsKey = "preauth:lists";
/** Holds the id of the request that has an authorization of this name. */
const authorizationKeyOf = (name: string) => `preauth:authorization:${hashName(name)}`;
const recordKeyOf = (topic: string) => `preauth:request:${topic}`;
/** The braces keep the sets of a list at one node of a cluster. */
const partKeyOf = (list: string, part: Part) => `preauth:list:{${list}}:${part}`;

/**
 * Replaces a record that is older. The version stands before the encrypted record.
 * KEYS record · ARGV value, milliseconds of the version, count of the version.
 */
const updateScript = `
local found = redis.call("GET", KEYS[1])
if not found then return 0 end
local ms, count = string.match(found, "^(%d+)-(%d+) ")
ms, count = tonumber(ms), tonumber(count)
local newMs, newCount = tonumber(ARGV[2]), tonumber(ARGV[3])
if newMs < ms or (newMs == ms and newCount <= count) then return 0 end
redis.call("SET", KEYS[1], ARGV[1], "KEEPTTL")
return 1`;

/**
 * Records for several instances. A record is one encrypted value that expires by itself; a list is sorted sets of
 * digests, from which every instance removes what has expired. `kept`: milliseconds.
 */
export function redisRecordStore(redis: SharedRedis, encryption: Encryption, kept: number): RecordStore {
  const recent = new Map<string, RequestRecord>();

  const remember = (record: RequestRecord) => {
    const topic = topicOf(record.id);
    recent.delete(topic);
    recent.set(topic, record);
    if (recent.size > maxRecent) recent.delete(recent.keys().next().value ?? "");
  };
  const encode = (record: RequestRecord, key: string) =>
    `${record.version} ${encryption.encrypt(JSON.stringify(record), key)}`;

  const isErased = ({ id }: RequestRecord) => redis.erasures.forbid(id);

  async function write(record: RequestRecord): Promise<void> {
    const topic = topicOf(record.id);
    const key = recordKeyOf(topic);
    const left = Math.ceil(record.createdAt + kept - Date.now());
    if (left <= 0 || isErased(record)) return;
    const done = await redis.run((client) =>
      Promise.all([
        client.set(key, encode(record, key), "PX", left, "NX"),
        ...record.owners.map((owner) => client.zadd(listsKey, "NX", record.createdAt, listOf(owner))),
      ]),
    );
    if (done === unavailable) return;
    // One that was there already may never have come to its lists, and may be decided by now.
    const current = done[0] === "OK" ? record : ((await read(topic)) ?? record);
    if (current === unavailable) return;
    await place(current, true);
    await link(current);
  }

  async function read(topic: string): Promise<RequestRecord | undefined | Unavailable> {
    const key = recordKeyOf(topic);
    const value = await redis.run((client) => client.get(key));
    return value === unavailable ? unavailable : readRecord(value, key);
  }

  /** Puts a record into the sets of its lists. One that was only updated is among the open ones, or no longer. */
  async function place(record: RequestRecord, isNew = false): Promise<boolean> {
    if (isErased(record)) return true;
    const topic = topicOf(record.id);
    const decided = isFullyDecided(record);
    const end = endOf(record);
    const done = await redis.run((client) =>
      Promise.all(
        record.owners.map((owner) => {
          const key = (part: Part) => partKeyOf(listOf(owner), part);
          const writes = client
            .multi()
            .zadd(key("all"), record.createdAt, topic)
            .zadd(key("updated"), "GT", record.updatedAt, topic);
          if (decided) writes.zadd(key("decided"), record.createdAt, topic).zrem(key("open"), topic);
          else if (isNew) writes.zadd(key("open"), record.createdAt, topic);
          if (end === undefined) writes.zrem(key("expiring"), topic);
          else writes.zadd(key("expiring"), end, topic);
          for (const part of parts) writes.pexpire(key(part), kept);
          return writes.exec();
        }),
      ),
    );
    return done !== unavailable;
  }

  /** Lets the request be found by its authorizations. */
  async function link(record: RequestRecord): Promise<void> {
    const { id, createdAt, authorizations } = record;
    const left = Math.ceil(createdAt + kept - Date.now());
    const keys = authorizations.flatMap(authorizationNames).map(authorizationKeyOf);
    if (left <= 0 || keys.length === 0 || isErased(record)) return;
    await redis.run((client) =>
      Promise.all(keys.map((key) => client.set(key, encryption.encrypt(id, key), "PX", left))),
    );
  }

  async function readAll(topics: readonly string[]): Promise<RequestRecord[] | Unavailable> {
    const records: RequestRecord[] = [];
    for (let start = 0; start < topics.length; start += batchSize) {
      const keys = topics.slice(start, start + batchSize).map(recordKeyOf);
      const values = await redis.run((client) => Promise.all(keys.map((key) => client.get(key))));
      if (values === unavailable) return unavailable;
      values.forEach((value, index) => {
        const record = readRecord(value, keys[index] as string);
        if (record !== undefined) records.push(record);
      });
    }
    return records;
  }

  const readRecord = (value: string | null, key: string) =>
    value === null ? undefined : readStoredRecord(encryption, value, key);

  async function expiring(list: string, offset: number, count: number): Promise<Found | Unavailable> {
    const [after, until] = expiringWithin(Date.now());
    const topics = await redis.run((client) =>
      client.zrangebyscore(partKeyOf(list, "expiring"), `(${after}`, until, "LIMIT", 0, maxExpiring),
    );
    const read = topics === unavailable ? unavailable : await readAll(topics);
    if (read === unavailable) return unavailable;
    const found = read
      .filter((record) => isInState(record, "expiring", Date.now()))
      .sort((one, other) => other.createdAt - one.createdAt);
    return { records: found.slice(offset, offset + count), total: found.length };
  }

  async function newest(
    list: string,
    part: Part,
    offset: number,
    count: number,
  ): Promise<Found | Unavailable> {
    const key = partKeyOf(list, part);
    const oldest = `(${Date.now() - kept}`;
    const found = await redis.run((client) =>
      Promise.all([
        client.zrevrangebyscore(key, "+inf", oldest, "LIMIT", offset, count),
        client.zcount(key, oldest, "+inf"),
      ]),
    );
    if (found === unavailable) return unavailable;
    const [topics, total] = found;
    const read = await readAll(topics);
    if (read === unavailable) return unavailable;
    // A set may be a moment behind its records.
    const isHere = (record: RequestRecord) => part !== "open" || !isFullyDecided(record);
    return { records: read.filter(isHere), total };
  }

  async function removeExpired(): Promise<void> {
    const before = Date.now() - kept;
    const lists = await redis.run((client) =>
      client.zrangebyscore(listsKey, "-inf", before, "LIMIT", 0, maxSwept),
    );
    if (lists === unavailable) return;
    for (const list of lists) await removeOld(list, before);
  }

  async function removeOld(list: string, before: number): Promise<void> {
    const all = partKeyOf(list, "all");
    for (;;) {
      const topics = await redis.run((client) =>
        client.zrangebyscore(all, "-inf", before, "LIMIT", 0, maxSwept),
      );
      if (topics === unavailable) return;
      if (topics.length === 0) break;
      if ((await redis.run((client) => removeFrom(client, list, topics))) === unavailable) return;
    }
    const oldest = await redis.run((client) => client.zrangebyscore(all, "-inf", "+inf", "LIMIT", 0, 1));
    if (oldest === unavailable) return;
    const [topic] = oldest;
    const score = topic === undefined ? null : await redis.run((client) => client.zscore(all, topic));
    if (score === unavailable) return;
    await redis.run((client) =>
      score === null ? client.zrem(listsKey, list) : client.zadd(listsKey, score, list),
    );
  }

  /** One removal from each set of a list. */
  const removeFrom = (client: Redis, list: string, topics: readonly string[]) => {
    const writes = client.multi();
    for (const part of parts) writes.zrem(partKeyOf(list, part), ...topics);
    return writes.exec();
  };

  redis.onAvailable(async () => {
    for (const record of [...recent.values()]) await write(record);
  });
  const timer = setInterval(() => void removeExpired(), sweepInterval);
  timer.unref();

  return {
    async add(record) {
      if (isErased(record)) return;
      remember(record);
      await write(record);
    },
    async update(record) {
      const topic = topicOf(record.id);
      if (recent.has(topic)) remember(record);
      const key = recordKeyOf(topic);
      const [milliseconds = "0", count = "0"] = record.version.split("-");
      const done = await redis.run((client) =>
        client.eval(updateScript, 1, key, encode(record, key), milliseconds, count),
      );
      if (done !== 1) return done === unavailable ? unavailable : false;
      await link(record);
      return (await place(record)) || unavailable;
    },
    async get(topic) {
      const record = await read(topic);
      return record === unavailable ? (recent.get(topic) ?? unavailable) : record;
    },
    async findByAuthorization(name) {
      const key = authorizationKeyOf(name);
      const encrypted = await redis.run((client) => client.get(key));
      if (encrypted === unavailable) return unavailable;
      return encrypted === null ? undefined : encryption.decrypt(encrypted, key);
    },
    async page(list, state, offset, count) {
      return state === "expiring"
        ? expiring(list, offset, count)
        : newest(list, state ?? "all", offset, count);
    },
    async changedSince(list, instant, count) {
      const topics = await redis.run((client) =>
        client.zrevrangebyscore(partKeyOf(list, "updated"), "+inf", instant, "LIMIT", 0, count),
      );
      return topics === unavailable ? unavailable : readAll(topics.reverse());
    },
    async remove(record) {
      const topic = topicOf(record.id);
      recent.delete(topic);
      await redis.run((client) =>
        Promise.all([
          client.del(recordKeyOf(topic)),
          ...record.authorizations
            .flatMap(authorizationNames)
            .map((name) => client.del(authorizationKeyOf(name))),
          ...record.owners.map((owner) => removeFrom(client, listOf(owner), [topic])),
        ]),
      );
      for (const owner of record.owners) await removeOld(listOf(owner), Date.now() - kept);
    },
    erase({ topics }) {
      for (const topic of topics) recent.delete(topic);
    },
    removeExpired,
    close: () => clearInterval(timer),
  };
}

/** The record in a stored value; undefined for one that was encrypted with a secret no longer listed. */
export function readStoredRecord(
  encryption: Encryption,
  value: string,
  key: string,
): RequestRecord | undefined {
  const text = encryption.decrypt(value.slice(value.indexOf(" ") + 1), key);
  if (text === undefined) return undefined;
  const read = requestRecord.safeParse(JSON.parse(text));
  return read.success ? read.data : undefined;
}

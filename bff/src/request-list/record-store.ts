import type { RequestListState } from "@osigu-preauth/shared";
import type { Erasure } from "../redis/erasure.ts";
import type { Unavailable } from "../redis/redis.ts";
import { isAfter } from "../request-events/event-id.ts";
import { topicOf } from "../request-events/event-log.ts";
import { authorizationNames, isInState, listOf, type RequestRecord } from "./request-record.ts";

/** Part of a list, newest first. `total`: how many there are in all. */
export type Found = { records: RequestRecord[]; total: number };

/**
 * The records of requests, and the lists of their owners. Records and their places in lists are removed when they
 * have been kept for the time that the store was made with. `Unavailable`: Redis does not answer.
 */
export type RecordStore = {
  /** Stores a new record. Redis gets it later when it is unavailable. */
  add(record: RequestRecord): Promise<void>;
  /** Stores a newer version of a record, if that is there and older. */
  update(record: RequestRecord): Promise<boolean | Unavailable>;
  get(topic: string): Promise<RequestRecord | undefined | Unavailable>;
  /** The id of the request that has an authorization of this name. */
  findByAuthorization(name: string): Promise<string | undefined | Unavailable>;
  /** Records of a list, from `offset` on, at most `count`. */
  page(
    list: string,
    state: RequestListState | undefined,
    offset: number,
    count: number,
  ): Promise<Found | Unavailable>;
  /** Records of a list that changed at an instant or later, milliseconds since the epoch; the latest `count`. */
  changedSince(list: string, instant: number, count: number): Promise<RequestRecord[] | Unavailable>;
  remove(record: RequestRecord): Promise<void>;
  /** Forgets in this process what is erased. */
  erase(erasure: Erasure): void;
  /** Removes what has been kept long enough; done by itself as well. */
  removeExpired(): Promise<void>;
  close(): void;
};

/** Records in memory. Beyond it the oldest are removed. */
const maxRecords = 20_000;

/** Records in this process: lost with it, and unknown to other instances. `kept`: milliseconds. */
export function memoryRecordStore(kept: number, now: () => number = Date.now): RecordStore {
  /** By topic, oldest first, with the lists that each is on. */
  const records = new Map<string, { record: RequestRecord; lists: readonly string[] }>();

  const removeExpired = () => {
    for (const [topic, { record }] of records) {
      if (record.createdAt > now() - kept && records.size <= maxRecords) return;
      records.delete(topic);
    }
  };
  const inList = (list: string) => {
    removeExpired();
    const found: RequestRecord[] = [];
    for (const { record, lists } of records.values()) if (lists.includes(list)) found.push(record);
    return found.reverse();
  };

  return {
    async add(record) {
      records.set(topicOf(record.id), { record, lists: record.owners.map(listOf) });
      removeExpired();
    },
    async update(record) {
      const known = records.get(topicOf(record.id));
      if (known === undefined || !isAfter(record.version, known.record.version)) return false;
      records.set(topicOf(record.id), { ...known, record });
      return true;
    },
    async get(topic) {
      removeExpired();
      return records.get(topic)?.record;
    },
    async findByAuthorization(name) {
      removeExpired();
      const has = ({ authorizations }: RequestRecord) =>
        authorizations.some((one) => authorizationNames(one).includes(name));
      return [...records.values()].findLast(({ record }) => has(record))?.record.id;
    },
    async page(list, state, offset, count) {
      const found = inList(list).filter((record) => isInState(record, state, now()));
      return { records: found.slice(offset, offset + count), total: found.length };
    },
    async changedSince(list, instant, count) {
      return inList(list)
        .filter(({ updatedAt }) => updatedAt >= instant)
        .sort((one, other) => one.updatedAt - other.updatedAt)
        .slice(-count);
    },
    async remove({ id }) {
      records.delete(topicOf(id));
    },
    erase({ topics }) {
      for (const topic of topics) records.delete(topic);
    },
    removeExpired: async () => removeExpired(),
    close: () => {},
  };
}

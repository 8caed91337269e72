import type { Hosts } from "../hosts/hosts.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { RateLimiter } from "../rate-limits/rate-limiter.ts";
import type { Encryption } from "../redis/encryption.ts";
import type { SharedRedis } from "../redis/redis.ts";
import type { EventLog } from "../request-events/event-log.ts";
import { beneficiaryNames, noNames } from "../request-list/beneficiary-names.ts";
import { ListWatchers } from "../request-list/list-watchers.ts";
import { ProductNames } from "../request-list/product-names.ts";
import { memoryRecordStore } from "../request-list/record-store.ts";
import { redisRecordStore } from "../request-list/redis-record-store.ts";
import { requestList } from "../request-list/request-list.ts";
import type { Settings } from "./settings.ts";

type Deps = {
  settings: Settings;
  /** Without what brings requests up to date after each append: that reads from here. */
  eventLog: EventLog;
  redis: SharedRedis | undefined;
  encryption: Encryption;
  hosts: Hosts;
  limiter: RateLimiter;
  metrics: Metrics;
};

/** The lists of requests, and the streams that show them. */
export function createRequestList({ settings, eventLog, redis, encryption, hosts, limiter, metrics }: Deps) {
  const { requestsKept, requestNames } = settings;
  const store = redis ? redisRecordStore(redis, encryption, requestsKept) : memoryRecordStore(requestsKept);
  const names = requestNames ? beneficiaryNames(redis, encryption) : noNames;
  const productNames = new ProductNames();
  return {
    store,
    beneficiaryNames: names,
    productNames,
    requests: requestList({ store, eventLog, names, products: productNames }),
    listWatchers: new ListWatchers({ store, eventLog, hosts, limiter, metrics }),
  };
}

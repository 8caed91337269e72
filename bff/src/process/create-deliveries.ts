import { setTimeout as sleep } from "node:timers/promises";
import type { Audit } from "../audit/audit.ts";
import { Deliverer } from "../deliveries/deliverer.ts";
import { memoryDeliveryQueue } from "../deliveries/delivery-queue.ts";
import { addressRules, networksOf } from "../deliveries/private-networks.ts";
import { redisDeliveryQueue } from "../deliveries/redis-delivery-queue.ts";
import { deliverySender } from "../deliveries/send-delivery.ts";
import type { Hosts } from "../hosts/hosts.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Encryption } from "../redis/encryption.ts";
import type { SharedRedis } from "../redis/redis.ts";
import type { EventLog } from "../request-events/event-log.ts";
import type { RecordStore } from "../request-list/record-store.ts";
import type { Tracing } from "../tracing/tracing.ts";
import type { Settings } from "./settings.ts";

/** Milliseconds that tries under way have to end. */
const closingTime = 2_000;

type Deps = {
  settings: Settings;
  eventLog: EventLog;
  store: RecordStore;
  redis: SharedRedis | undefined;
  encryption: Encryption;
  hosts: Hosts;
  log: Logger;
  metrics: Metrics;
  audit: Audit;
  tracing: Tracing;
};

/** What tells hosts' servers of their requests. */
export function createDeliveries({ settings, redis, encryption, ...deps }: Deps) {
  const queue = redis ? redisDeliveryQueue(redis, encryption, settings.requestsKept) : memoryDeliveryQueue();
  const sender = deliverySender(addressRules(networksOf(settings.privateNetworks)));
  const deliverer = new Deliverer({ ...deps, queue, send: sender.send });
  return {
    deliverer,
    queue,
    /** Lets tries under way end for a moment; one that is cut off goes again, with the same id. */
    async close() {
      const ended = deliverer.close();
      await Promise.race([ended, sleep(closingTime)]);
      await sender.close();
      await ended;
    },
  };
}

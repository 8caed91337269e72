import { redisDeliveryQueue } from "../deliveries/redis-delivery-queue.ts";
import { silentLogger } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { redisConnector } from "../redis/connection.ts";
import { createEncryption } from "../redis/encryption.ts";
import { SharedRedis } from "../redis/redis.ts";
import { redisRecordStore } from "../request-list/redis-record-store.ts";
import type { Settings } from "./settings.ts";

/** Milliseconds that a command waits for Redis. */
const connectTimeout = 5_000;

/** What commands read and change beside running servers. Undefined without Redis, or while it does not answer. */
export async function openStores({ secrets, redis: topology, requestsKept }: Settings) {
  if (topology === undefined) return undefined;
  const redis = new SharedRedis(redisConnector(topology), silentLogger, createMetrics());
  await redis.ready(connectTimeout);
  if (redis.state !== "ok") {
    redis.close();
    return undefined;
  }
  const encryption = createEncryption(secrets.session);
  const store = redisRecordStore(redis, encryption, requestsKept);
  return {
    redis,
    encryption,
    store,
    queue: redisDeliveryQueue(redis, encryption, requestsKept),
    close() {
      store.close();
      redis.close();
    },
  };
}

export type Stores = NonNullable<Awaited<ReturnType<typeof openStores>>>;

import type { RedisConnector } from "../redis/connection.ts";
import { type Erasure, erasureChannel, readErasure } from "../redis/erasure.ts";

/** Notifications between instances that a log has grown. They carry the topic only: the events are in the log. */
export type PubSub = {
  readonly channel: string;
  /** Calls back with the topic; without one after an interruption, in which notifications may have been lost. */
  subscribe(listener: (topic: string | undefined) => void): void;
  /** Calls back with what an operator erases. */
  onErasure(listener: (erasure: Erasure) => void): void;
  close(): void;
};

const channel = "preauth:events";

/** Notifications over a connection of their own, because a subscribed connection can do nothing else. */
export function redisPubSub(connector: RedisConnector): PubSub {
  const listeners: ((topic: string | undefined) => void)[] = [];
  const notify = (topic: string | undefined) => {
    for (const listener of listeners) listener(topic);
  };

  const erasureListeners: ((erasure: Erasure) => void)[] = [];
  const notifyErasure = (message: string) => {
    const erasure = readErasure(message);
    if (erasure !== undefined) for (const listener of erasureListeners) listener(erasure);
  };

  const connect = () => {
    const client = connector.open({
      enableOfflineQueue: false,
      enableReadyCheck: false,
      maxRetriesPerRequest: 0,
      // Subscribed below, so that listeners are called only once the subscription is in place again.
      autoResubscribe: false,
      connectTimeout: 2_000,
      keepAlive: 10_000,
      retryStrategy: (times) => Math.min(50 * 2 ** times, 1_000) * (0.75 + Math.random() / 2),
    });
    // The message holds addresses. `SharedRedis` reports that Redis is unavailable.
    client.on("error", () => {});
    client.on("ready", () => {
      client.subscribe(channel, erasureChannel).then(
        () => notify(undefined),
        () => client.disconnect(true),
      );
    });
    // A cluster subscribes again by itself when a node has gone.
    client.on("-node", () => notify(undefined));
    client.on("message", (from: string, message: string) => {
      if (from === erasureChannel) notifyErasure(message);
      else notify(message);
    });
    return client;
  };

  let client = connect();
  connector.onChange(() => {
    const old = client;
    client = connect();
    old.disconnect();
  });
  return {
    channel,
    subscribe: (listener) => listeners.push(listener),
    onErasure: (listener) => erasureListeners.push(listener),
    close: () => client.disconnect(),
  };
}

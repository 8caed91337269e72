import { redisClient } from "../redis/client.ts";
import type { LiveSecret } from "../settings/secret.ts";

/** Word from other instances that a topic has news. It carries nothing else: the news are read where they lie. */
export type Nudges = {
  readonly channel: string;
  /** Calls back with the topic; without one after an interruption, during which any may have had news. */
  listen(listener: (topic: string | undefined) => void): void;
  close(): void;
};

const channel = "preauth:nudges";

/** Nudges over a connection of their own, because one that listens can do nothing else. */
export function redisNudges(url: LiveSecret): Nudges {
  const listeners: ((topic: string | undefined) => void)[] = [];
  const tell = (topic: string | undefined) => {
    for (const listener of listeners) listener(topic);
  };

  const connect = () => {
    const client = redisClient(url.current()[0]?.reveal() ?? "", {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      // Subscribed by us, so that what was missed is asked for only once the subscription stands again.
      autoResubscribe: false,
      connectTimeout: 2_000,
      keepAlive: 10_000,
      retryStrategy: (times) => Math.min(50 * 2 ** times, 1_000) * (0.75 + Math.random() / 2),
    });
    // What it says holds addresses; that Redis is away is told by those who use it.
    client.on("error", () => {});
    client.on("ready", () => {
      client.subscribe(channel).then(
        () => tell(undefined),
        () => client.disconnect(true),
      );
    });
    client.on("message", (_channel, topic: string) => tell(topic));
    return client;
  };

  let client = connect();
  url.onChange(() => {
    const old = client;
    client = connect();
    old.disconnect();
  });
  return {
    channel,
    listen: (listener) => listeners.push(listener),
    close: () => client.disconnect(),
  };
}

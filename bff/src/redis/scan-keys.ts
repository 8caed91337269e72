import { Cluster, type Redis } from "ioredis";
import { type SharedRedis, unavailable } from "./redis.ts";

/** Keys that are asked for in one round trip. */
const batchSize = 500;

/**
 * Every key of text that begins with a prefix, some hundred at a time, at each node of a cluster. Gives `unavailable`
 * last when Redis does not answer.
 */
export async function* scanKeys(
  redis: SharedRedis,
  prefix: string,
): AsyncGenerator<string[] | typeof unavailable> {
  const count = await redis.run(async (client) => nodesOf(client).length);
  if (count === unavailable) {
    yield unavailable;
    return;
  }
  for (let node = 0; node < count; node += 1) {
    let cursor = "0";
    do {
      const scanned = await redis.run(async (client) => {
        const pattern = `${prefix}*`;
        const [next = "0", keys = []] =
          (await nodesOf(client)[node]?.scan(
            cursor,
            "MATCH",
            pattern,
            "COUNT",
            batchSize,
            "TYPE",
            "string",
          )) ?? [];
        return { next, keys };
      });
      if (scanned === unavailable) {
        yield unavailable;
        return;
      }
      cursor = scanned.next;
      yield scanned.keys;
    } while (cursor !== "0");
  }
}

/** The nodes that hold keys. A cluster takes the commands of one Redis, but scans a node alone. */
function nodesOf(client: Redis): Redis[] {
  const connected: unknown = client;
  return connected instanceof Cluster ? connected.nodes("master") : [client];
}

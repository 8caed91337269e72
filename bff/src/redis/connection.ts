import { Cluster, Redis, type RedisOptions } from "ioredis";
import type { LiveSecret } from "../settings/secret.ts";

/** How Redis is reached. One of `url` and `sentinels` is set. */
export type RedisTopology = {
  /** `redis://` or `rediss://`. With Sentinels it gives user, password, database and TLS of the master only. */
  url: LiveSecret | undefined;
  /** `host:port`. */
  sentinels: readonly string[];
  /** The master's name at the Sentinels. */
  sentinelName: string;
  sentinelPassword: LiveSecret | undefined;
  /** Certificates in PEM: the only authorities that are trusted with `rediss://`. Undefined: those of Node. */
  authorities: LiveSecret | undefined;
  /** Whether `url` leads to a node of a Redis Cluster. */
  cluster: boolean;
};

/** Opens connections to Redis, whatever its topology is. */
export type RedisConnector = {
  readonly cluster: boolean;
  open(options: RedisOptions): Redis;
  /** Calls back when the address, a password or the authorities have changed: connections must be opened again. */
  onChange(listener: () => void): void;
};

/**
 * The same hash tag before every key of a cluster: scripts and transactions touch keys of several owners, and all must
 * lie in one slot. The cluster takes over when a node fails; it does not spread this server's load.
 */
const clusterPrefix = "{preauth}:";

export function redisConnector(topology: RedisTopology): RedisConnector {
  const { url, sentinelPassword, authorities, cluster } = topology;
  return {
    cluster,
    open: (options) => (cluster ? openCluster(topology, options) : openRedis(topology, options)),
    onChange(listener) {
      url?.onChange(listener);
      sentinelPassword?.onChange(listener);
      authorities?.onChange(listener);
    },
  };
}

/** A connector to one Redis by its address. */
export const redisAt = (url: LiveSecret): RedisConnector =>
  redisConnector({
    url,
    sentinels: [],
    sentinelName: "",
    sentinelPassword: undefined,
    authorities: undefined,
    cluster: false,
  });

/** What TLS trusts. */
const tlsOf = ({ authorities }: RedisTopology) => {
  const ca = authorities?.current()[0]?.reveal();
  return ca === undefined ? {} : { ca };
};

const usesTls = (address: string) => address.startsWith("rediss:");

function openRedis(topology: RedisTopology, options: RedisOptions): Redis {
  const { url, sentinels, sentinelName, sentinelPassword } = topology;
  const address = url?.current()[0]?.reveal() ?? "";
  const tls = usesTls(address) ? tlsOf(topology) : undefined;
  if (sentinels.length === 0) return new Redis(address, { ...options, ...(tls && { tls }) });
  const password = sentinelPassword?.current()[0]?.reveal();
  const sentinelOptions: RedisOptions = {
    ...options,
    ...credentialsOf(address),
    ...(tls && { tls, sentinelTLS: tls, enableTLSForSentinelMode: true }),
    ...(password !== undefined && { sentinelPassword: password }),
    sentinels: sentinels.map(addressOf),
    name: sentinelName,
    sentinelRetryStrategy: (times) => Math.min(50 * 2 ** times, 500),
  };
  return new Redis(sentinelOptions);
}

/** A cluster takes the same commands, which is all that is used of it. */
function openCluster(topology: RedisTopology, options: RedisOptions): Redis {
  const address = topology.url?.current()[0]?.reveal() ?? "";
  const { hostname, port } = new URL(address);
  const { db: _, ...credentials } = credentialsOf(address);
  const { retryStrategy, enableOfflineQueue = true, lazyConnect = false, ...nodeOptions } = options;
  const cluster = new Cluster([{ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 6379) }], {
    keyPrefix: clusterPrefix,
    enableOfflineQueue,
    lazyConnect,
    enableReadyCheck: false,
    clusterRetryStrategy: (times) => Number(retryStrategy?.(times) ?? 500),
    redisOptions: { ...nodeOptions, ...credentials, ...(usesTls(address) && { tls: tlsOf(topology) }) },
  });
  return cluster as unknown as Redis;
}

function credentialsOf(address: string) {
  const parsed = URL.parse(address);
  if (parsed === null) return {};
  const { username, password, pathname } = parsed;
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(pathname.length > 1 && { db: Number(pathname.slice(1)) }),
  };
}

function addressOf(text: string): { host: string; port: number } {
  const colon = text.lastIndexOf(":");
  return { host: text.slice(0, colon).replace(/^\[|\]$/g, ""), port: Number(text.slice(colon + 1)) };
}

import { Cluster, Redis, type RedisOptions } from "ioredis";
import type { LiveSecret } from "../settings/secret.ts";
import type { LiveClientCertificate } from "./client-certificate.ts";
import { outliveTlsErrors } from "./tls-errors.ts";
import { probeTls } from "./tls-probe.ts";

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
  /** Shown to servers that demand a certificate of their clients. */
  clientCertificate: LiveClientCertificate | undefined;
  /** Whether `url` leads to a node of a Redis Cluster. */
  cluster: boolean;
  /** Milliseconds that an operation may take. A user waits for it. */
  timeout: number;
};

/** Opens connections to Redis, whatever its topology is. */
export type RedisConnector = {
  readonly cluster: boolean;
  /** Milliseconds that an operation may take. */
  readonly timeout: number;
  open(options: RedisOptions): Redis;
  /** What a lost connection does not say: why the server refuses TLS. Undefined where it does not, or without TLS. */
  explain(): Promise<Error | undefined>;
  /** Calls back when the address, a password or a certificate has changed: connections must be opened again. */
  onChange(listener: () => void): void;
};

/**
 * How often a node's refusal or a lost connection is followed to another node. What is sent later than its caller has
 * waited for could undo what the caller did without Redis.
 */
const maxRedirections = 4;

export function redisConnector(topology: RedisTopology): RedisConnector {
  const { url, sentinelPassword, authorities, clientCertificate, cluster, timeout } = topology;
  outliveTlsErrors();
  return {
    cluster,
    timeout,
    open: (options) => (cluster ? openCluster(topology, options) : openRedis(topology, options)),
    explain: () => explainTls(topology).catch((error: Error) => error),
    onChange(listener) {
      url?.onChange(listener);
      sentinelPassword?.onChange(listener);
      authorities?.onChange(listener);
      clientCertificate?.onChange(listener);
    },
  };
}

/** A connector to one Redis by its address. */
export const redisAt = (url: LiveSecret, timeout = 200): RedisConnector =>
  redisConnector({
    url,
    sentinels: [],
    sentinelName: "",
    sentinelPassword: undefined,
    authorities: undefined,
    clientCertificate: undefined,
    cluster: false,
    timeout,
  });

/** What TLS trusts, and what it shows. */
const tlsOf = ({ authorities, clientCertificate }: RedisTopology) => {
  const ca = authorities?.current()[0]?.reveal();
  return { ...(ca !== undefined && { ca }), ...clientCertificate?.current() };
};

const usesTls = (address: string) => address.startsWith("rediss:");

/** Asks a Sentinel, or else the address itself. */
async function explainTls(topology: RedisTopology): Promise<Error | undefined> {
  const address = topology.url?.current()[0]?.reveal() ?? "";
  if (!usesTls(address)) return undefined;
  const { host } = new URL(address);
  return probeTls({
    ...addressOf(topology.sentinels[0] ?? (/:\d+$/.test(host) ? host : `${host}:6379`)),
    ...tlsOf(topology),
  });
}

function openRedis(topology: RedisTopology, options: RedisOptions): Redis {
  const { url, sentinels, sentinelName, sentinelPassword } = topology;
  const address = url?.current()[0]?.reveal() ?? "";
  const tls = usesTls(address) ? tlsOf(topology) : undefined;
  if (sentinels.length === 0) return new Redis(address, { ...options, ...(tls && { tls }) });
  const password = sentinelPassword?.current()[0]?.reveal();
  const sentinelOptions: RedisOptions = {
    sentinelRetryStrategy: (times) => Math.min(50 * 2 ** times, 500),
    ...options,
    ...credentialsOf(address),
    ...(tls && { tls, sentinelTLS: tls, enableTLSForSentinelMode: true }),
    ...(password !== undefined && { sentinelPassword: password }),
    sentinels: sentinels.map(addressOf),
    name: sentinelName,
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
    maxRedirections,
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

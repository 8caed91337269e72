import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { CertificateAuthority } from "./certificate-authority.ts";
import { freePort } from "./free-port.ts";
import { type RunningProcess, startProcess } from "./process.ts";
import { waitFor } from "./readiness.ts";

/** One that is not answered fails: `redis-cli` by itself waits for ever. */
const run = (command: string, args: string[]) => promisify(execFile)(command, args, { timeout: 120_000 });

/** What `redis-cli` answers at a port. */
export async function redisCli(port: number, ...args: string[]): Promise<string> {
  const { stdout } = await run("redis-cli", ["-h", "127.0.0.1", "-p", `${port}`, ...args]);
  return stdout.trim();
}

type Servers = { folder: string; processes: Map<number, RunningProcess>; stop(): Promise<void> };

async function servers(): Promise<Servers> {
  const folder = await mkdtemp(join(tmpdir(), "preauth-redis-"));
  const processes = new Map<number, RunningProcess>();
  return {
    folder,
    processes,
    async stop() {
      await Promise.all([...processes.values()].map((one) => one.end("SIGKILL")));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start({ folder, processes }: Servers, port: number, ...args: string[]): Promise<void> {
  const local = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder];
  const server = startProcess({ name: "redis-server", command: "redis-server", args: [...args, ...local] });
  processes.set(port, server);
  const isUp = () =>
    redisCli(port, "PING").then(
      (reply) => reply.includes("PONG"),
      () => false,
    );
  await waitFor("an answer of Redis", isUp, { of: server });
}

const inMemory = ["--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0"];

/**
 * Options with which a server also has a port for TLS, where it demands a certificate of its clients. Other servers reach
 * it there too; the plain port stays for `redis-cli`.
 */
const withTls = (tls: CertificateAuthority | undefined, port: number | undefined): string[] =>
  tls === undefined
    ? []
    : [
        ...["--tls-port", `${port}`, "--tls-auth-clients", "yes", "--tls-replication", "yes"],
        ...[
          "--tls-cert-file",
          tls.certificate,
          "--tls-key-file",
          tls.key,
          "--tls-ca-cert-file",
          tls.authority,
        ],
      ];

/** A replica that has not yet read what its master has cannot take over. */
async function hasSynced(port: number): Promise<boolean> {
  const info = await redisCli(port, "INFO", "replication");
  return info.includes("role:master") || info.includes("master_link_status:up");
}

/**
 * A master, a replica and three Sentinels that watch them, and take no server for dead that a busy machine lets wait.
 * `tls`: all of them are reached over TLS.
 */
export async function startSentinels(tls?: CertificateAuthority) {
  const all = await servers();
  const ports = await Promise.all(Array.from({ length: 5 }, () => freePort()));
  const tlsPorts = new Map<number, number>();
  for (const port of ports) tlsPorts.set(port, tls === undefined ? port : await freePort());
  const [master, replica, ...sentinels] = ports;
  if (master === undefined || replica === undefined) throw new Error("no ports");
  const secured = (port: number) => withTls(tls, tlsPorts.get(port));
  const announced = tlsPorts.get(master);
  await start(all, master, ...inMemory, ...secured(master));
  await start(all, replica, ...inMemory, ...secured(replica), "--replicaof", `127.0.0.1 ${announced}`);
  for (const port of sentinels) {
    const file = join(all.folder, `sentinel-${port}.conf`);
    const lines = [
      `sentinel monitor preauth-master 127.0.0.1 ${announced} 2`,
      "sentinel down-after-milliseconds preauth-master 2000",
      "sentinel failover-timeout preauth-master 3000",
    ];
    await writeFile(file, `${lines.join("\n")}\n`);
    await start(all, port, file, "--sentinel", ...secured(port));
  }
  const [first = 0] = sentinels;
  await waitFor("the Sentinels to know each other and the replica", async () => {
    const state = await redisCli(first, "SENTINEL", "MASTER", "preauth-master");
    return /num-other-sentinels\n2/.test(state) && /num-slaves\n1/.test(state) && (await hasSynced(replica));
  });
  return {
    name: "preauth-master",
    sentinels: sentinels.map((port) => `127.0.0.1:${tlsPorts.get(port)}`),
    master,
    replica,
    async kill(port: number) {
      await all.processes.get(port)?.end("SIGKILL");
    },
    stop: all.stop,
  };
}

/** Moves the slot of a key from one master to another, with its keys, as an operator's resharding does. */
export async function moveSlot(key: string, from: number, to: number): Promise<void> {
  const slot = await redisCli(from, "CLUSTER", "KEYSLOT", key);
  const [source, target] = [await redisCli(from, "CLUSTER", "MYID"), await redisCli(to, "CLUSTER", "MYID")];
  await redisCli(to, "CLUSTER", "SETSLOT", slot, "IMPORTING", source);
  await redisCli(from, "CLUSTER", "SETSLOT", slot, "MIGRATING", target);
  for (;;) {
    const keys = (await redisCli(from, "CLUSTER", "GETKEYSINSLOT", slot, "20")).split("\n").filter(Boolean);
    if (keys.length === 0) break;
    await redisCli(from, "MIGRATE", "127.0.0.1", `${to}`, "", "0", "5000", "KEYS", ...keys);
  }
  for (const port of [to, from]) await redisCli(port, "CLUSTER", "SETSLOT", slot, "NODE", target);
}

/** A cluster of three masters, each with a replica. `tls`: its nodes are reached over TLS. */
export async function startCluster(tls?: CertificateAuthority) {
  const all = await servers();
  const ports: number[] = [];
  const tlsPort = await freePort();
  for (let count = 0; count < 6; count += 1) {
    const port = await freePort();
    ports.push(port);
    // As long as this may take, nodes try to meet; one that met nobody on a busy machine stays outside for good.
    const files = ["--cluster-config-file", `nodes-${port}.conf`, "--cluster-node-timeout", "60000"];
    // The port of the cluster's own messages is 10000 higher otherwise, which may not exist.
    const bus = ["--cluster-port", `${await freePort()}`];
    const secured = withTls(tls, count === 0 ? tlsPort : await freePort());
    if (tls !== undefined) secured.push("--tls-cluster", "yes");
    await start(all, port, ...inMemory, "--cluster-enabled", "yes", ...files, ...bus, ...secured);
  }
  const addresses = ports.map((port) => `127.0.0.1:${port}`);
  await run("redis-cli", ["--cluster", "create", ...addresses, "--cluster-replicas", "1", "--cluster-yes"]);
  const [first = 0] = ports;
  await waitFor("the cluster to be whole", async () =>
    (await Promise.all(ports.map((port) => redisCli(port, "CLUSTER", "INFO")))).every((info) =>
      /cluster_state:ok[\s\S]*cluster_known_nodes:6/.test(info),
    ),
  );
  await waitFor("every replica to have its master's data", async () =>
    (await Promise.all(ports.map(hasSynced))).every(Boolean),
  );
  for (const port of ports) await redisCli(port, "CONFIG", "SET", "cluster-node-timeout", "5000");
  return {
    url: tls === undefined ? `redis://127.0.0.1:${first}` : `rediss://127.0.0.1:${tlsPort}`,
    ports,
    /** The ports of the masters. */
    async masters(): Promise<number[]> {
      const nodes = (await redisCli(first, "CLUSTER", "NODES")).split("\n");
      return nodes.flatMap((line) =>
        / (myself,)?master /.test(line) ? [Number(/:(\d+)@/.exec(line)?.[1])] : [],
      );
    },
    /** The port of the master that has this key's slot, as one of the living nodes knows it. */
    async masterOf(key: string, ask = first): Promise<number> {
      const slot = Number(await redisCli(ask, "CLUSTER", "KEYSLOT", key));
      const nodes = (await redisCli(ask, "CLUSTER", "NODES")).split("\n").map((line) => line.split(" "));
      const owner = nodes.find(
        ([, , flags = "", , , , , , ...slots]) =>
          flags.includes("master") &&
          !flags.includes("fail") &&
          slots.some((range) => {
            const [from, to = from] = range.split("-").map(Number);
            return from !== undefined && slot >= from && slot <= (to ?? from);
          }),
      );
      return Number(/:(\d+)@/.exec(owner?.[1] ?? "")?.[1]);
    },
    async kill(port: number) {
      await all.processes.get(port)?.end("SIGKILL");
    },
    stop: all.stop,
  };
}

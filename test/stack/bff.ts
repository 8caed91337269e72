import { randomBytes } from "node:crypto";
import { freePort } from "./free-port.ts";
import { type RunningProcess, startProcess } from "./process.ts";
import { answers, usesRedis, waitFor } from "./readiness.ts";
import type { Redis } from "./redis.ts";
import { inRepository } from "./repository.ts";

/** A BFF as a process of its own, which can be ended and started again at the same address. */
export type Bff = {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  /** Every line that it ever printed, over all its lives. */
  log: string[];
  /** The present process. */
  process(): RunningProcess;
  /** Ends it gently (SIGTERM); resolves to its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a crash would (SIGKILL). */
  kill(): Promise<void>;
  /** Starts it again on the same port, and waits until it is ready. */
  start(): Promise<void>;
};

/** Settings that differ from one BFF to the next; everything else has a default fit for a test. */
export type BffOptions = {
  env: Record<string, string>;
  port?: number;
  /** The Redis of its settings. While it runs, a BFF has not started before it uses it. */
  redis?: Redis | undefined;
  /** Arguments for Node itself, before the script. */
  nodeArgs?: string[];
  onLine?: (line: string) => void;
  /** Path that has to answer before it counts as started; `/healthz` for one that is not to become ready. */
  waitsFor?: "/readyz" | "/healthz";
};

/** A `SESSION_SECRET` made just now. */
export const makeSecret = () => randomBytes(48).toString("base64url");

/** Starts `bff/start.mjs` with exactly the given settings and waits for `/readyz`, or as it is told. */
export async function startBff(options: BffOptions): Promise<Bff> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const log: string[] = [];
  let current: RunningProcess;

  const start = async () => {
    current = startProcess({
      name: "BFF",
      command: process.execPath,
      args: [...(options.nodeArgs ?? []), inRepository("bff/start.mjs")],
      env: { HOST: "127.0.0.1", PUBLIC_URL: url, DRAIN_SECONDS: "0", ...options.env, PORT: String(port) },
      onLine: (line) => {
        log.push(line);
        options.onLine?.(line);
      },
    });
    const isReady = async () =>
      (await answers(url + (options.waitsFor ?? "/readyz"))) &&
      (!options.redis?.isRunning() || (await usesRedis(url)));
    await waitFor("readiness of the BFF", isReady, { of: current }).catch(async (error) => {
      await current.end("SIGKILL");
      throw error;
    });
  };
  await start();

  return {
    url,
    port,
    log,
    process: () => current,
    start,
    stop: () => current.end("SIGTERM"),
    async kill() {
      await current.end("SIGKILL");
    },
  };
}

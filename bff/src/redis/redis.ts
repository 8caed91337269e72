import type { Redis } from "ioredis";
import { Gauge } from "prom-client";
import { deniedCommand, type FailureCause, failureCause } from "../logging/failure-cause.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { RedisConnector } from "./connection.ts";
import { onConnectionError } from "./connection-errors.ts";
import { probeKeysOf } from "./probe-keys.ts";
import { RecentErasures } from "./recent-erasures.ts";

/** The result of an operation when Redis did not answer in time. */
export const unavailable = Symbol("unavailable");
export type Unavailable = typeof unavailable;

/** Milliseconds between two checks of a Redis that is unavailable. */
const retryInterval = 1_000;
/** Writes under way that are not waited for. Beyond it no more are sent to a Redis that does not answer. */
const maxUnconfirmed = 1_000;
/**
 * Milliseconds after Redis became available in which instances may still be writing back what they know, besides the
 * time of an operation. Each notices it within that time and `retryInterval`.
 */
const restorePeriod = 2_300;

/**
 * A Redis that may be unavailable. Operations then return `unavailable` instead of waiting or throwing: after a
 * failure all of them at once, until a check succeeds. Callers continue in memory meanwhile.
 */
export class SharedRedis {
  /** What must not be written to it any more. */
  readonly erasures = new RecentErasures();
  readonly #connector: RedisConnector;
  readonly #log: Logger;
  readonly #metrics: Metrics;
  readonly #listeners: (() => void)[] = [];
  #client: Redis;
  #state: "ok" | "unavailable" | "starting" = "starting";
  #availableAt = Number.NEGATIVE_INFINITY;
  /** What the log has said since Redis is unavailable. */
  readonly #reported = new Set<FailureCause>();
  #probe: NodeJS.Timeout | undefined;
  #unconfirmed = 0;
  /** Whether it was asked why Redis is unavailable, since it is. */
  #isExplained = false;
  #closed = false;

  constructor(connector: RedisConnector, log: Logger, metrics: Metrics) {
    this.#connector = connector;
    this.#log = log;
    this.#metrics = metrics;
    this.#client = this.#connect(connector);
    connector.onChange(() => {
      const old = this.#client;
      this.#client = this.#connect(connector);
      old.disconnect();
    });
    const isUp = () => this.state === "ok";
    new Gauge({
      name: "preauth_redis_up",
      help: "1 while Redis answers in time.",
      registers: [metrics.registry],
      collect() {
        this.set(isUp() ? 1 : 0);
      },
    });
  }

  get state(): "ok" | "unavailable" {
    return this.#state === "ok" ? "ok" : "unavailable";
  }

  /** Whether other instances may still be writing back keys that are missing. */
  get isRestoring(): boolean {
    return performance.now() - this.#availableAt < restorePeriod + this.#connector.timeout;
  }

  /** Calls back when Redis is available again. It may have lost everything. */
  onAvailable(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /**
   * Resolves when Redis has answered for the first time, when it says why it will not, or after `timeout` milliseconds:
   * a Redis that is only slow is waited for, because an instance without it knows nothing of what the others granted.
   */
  async ready(timeout: number): Promise<void> {
    const until = performance.now() + timeout;
    const mayAnswer = () => this.#state !== "ok" && [...this.#reported].every((cause) => cause === "timeout");
    while (mayAnswer() && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    // A server that accepts the connection and answers nothing causes no error.
    if (this.#state === "starting") this.#failed(timedOut());
  }

  async run<Result>(operation: (client: Redis) => Promise<Result>): Promise<Result | Unavailable> {
    if (this.#state !== "ok") return unavailable;
    try {
      const result = await this.#inTime(operation(this.#client));
      // A pipeline does not reject: it resolves with the error of each command.
      if (Array.isArray(result)) throwFirstError(result);
      return result;
    } catch (thrown) {
      if (isReply(thrown)) {
        this.#log.error({ cause: failureCause(thrown), command: deniedCommand(thrown) }, "redis_refused");
      }
      this.#failed(thrown);
      return unavailable;
    }
  }

  /**
   * Runs a write on which an answer of another instance depends. While Redis is unavailable to this process, it is sent
   * all the same on a connection that is open, and not waited for: a Redis that is only slow then has it before that
   * other instance asks.
   */
  async write(operation: (client: Redis) => Promise<unknown>): Promise<void> {
    if (this.#state === "ok") {
      await this.run(operation);
      return;
    }
    if (this.#client.status !== "ready" || this.#unconfirmed >= maxUnconfirmed) return;
    this.#unconfirmed += 1;
    const done = () => {
      this.#unconfirmed -= 1;
    };
    operation(this.#client).then(done, done);
  }

  /**
   * Checks with a write whether Redis is available, at every master of a cluster: a replica, or a Redis without memory
   * left, still answers reads.
   */
  async #check(): Promise<void> {
    const client = this.#client;
    try {
      const probe = (key: string) => client.multi().set(key, "1", "PX", retryInterval).del(key).exec();
      await this.#inTime(Promise.all(probeKeysOf(client).map(probe)));
      if (client === this.#client) this.#available();
    } catch (thrown) {
      if (client === this.#client) this.#failed(thrown);
    }
  }

  /** What the server is: `standalone`, `cluster` or `sentinel`. Undefined where an access rule forbids the question. */
  async topology(): Promise<string | undefined> {
    try {
      const info = await this.#inTime(this.#client.info("server"));
      return /^redis_mode:(\w+)/m.exec(info)?.[1];
    } catch {
      return undefined;
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#probe);
    this.#client.disconnect();
  }

  readonly #inTime = <Result>(operation: Promise<Result>) => withTimeout(operation, this.#connector.timeout);

  #connect(connector: RedisConnector): Redis {
    const client = connector.open({
      enableOfflineQueue: false,
      // `#check` finds out more, and without INFO, which an access rule may forbid.
      enableReadyCheck: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      connectTimeout: 2_000,
      // After a failover the address may lead to another server, while the old one stays reachable as its replica.
      reconnectOnError: ({ message }) => /READONLY|LOADING|MASTERDOWN/.test(message),
      retryStrategy: (times) => Math.min(50 * 2 ** times, 500) * (0.75 + Math.random() / 2),
    });
    // The message holds addresses. Operations report the failure.
    onConnectionError(client, (error) => {
      if (client === this.#client) this.#failed(error);
    });
    // The next server may be another one, with no data, even if no operation failed meanwhile.
    client.on("close", () => {
      if (client === this.#client && this.#state === "ok") this.#failed(connectionLost);
    });
    // So may be the server that takes over from one node of a cluster.
    client.on("-node", () => {
      if (client === this.#client && this.#state === "ok") this.#failed(connectionLost);
    });
    client.on("ready", () => {
      if (client === this.#client) void this.#check();
    });
    return client;
  }

  #failed(thrown: unknown): void {
    if (this.#closed) return;
    const cause = failureCause(thrown);
    this.#metrics.redisFailures.inc({ cause });
    this.#state = "unavailable";
    // Once for each cause: what follows a wrong password or a lost connection says less.
    if (!this.#reported.has(cause) && !(this.#reported.size > 0 && vagueCauses.has(cause))) {
      this.#log.warn({ cause, command: deniedCommand(thrown) }, "redis_unavailable");
    }
    this.#reported.add(cause);
    if (vagueCauses.has(cause) && !this.#isExplained) void this.#explain();
    clearTimeout(this.#probe);
    // Notices that Redis is available again without traffic.
    this.#probe = setTimeout(() => void this.#check(), retryInterval);
    this.#probe.unref();
  }

  /** Says once more why Redis is unavailable, where the failure did not say it. */
  async #explain(): Promise<void> {
    this.#isExplained = true;
    const reason = await this.#connector.explain();
    if (reason !== undefined && this.#state !== "ok") this.#failed(reason);
  }

  #available(): void {
    const before = this.#state;
    if (before === "ok" || this.#closed) return;
    this.#state = "ok";
    this.#reported.clear();
    this.#isExplained = false;
    if (before === "starting") return;
    this.#availableAt = performance.now();
    this.#log.info("redis_available");
    for (const listener of this.#listeners) listener();
  }
}

/** Causes that follow from others. */
const vagueCauses: ReadonlySet<FailureCause> = new Set([
  "timeout",
  "connection_lost",
  "other",
  "no_password",
]);

const timedOut = () => Object.assign(new Error("timeout"), { code: "ETIMEDOUT" });
const connectionLost = Object.assign(new Error("connection lost"), { code: "ECONNRESET" });

/**
 * Rejects after `timeout` milliseconds. Replies that have arrived by then are read first: a busy process must not take
 * its own delay for that of Redis.
 */
function withTimeout<Result>(operation: Promise<Result>, timeout: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onTimeout = () => reject(timedOut());
    const timer = setTimeout(() => setImmediate(() => setImmediate(onTimeout)), timeout);
    operation.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function throwFirstError(results: readonly unknown[]): void {
  for (const one of results) if (Array.isArray(one) && one[0] instanceof Error) throw one[0];
}

const isReply = (thrown: unknown) => thrown instanceof Error && thrown.name === "ReplyError";

import type { Redis } from "ioredis";
import { Gauge } from "prom-client";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { LiveSecret } from "../settings/secret.ts";
import { redisClient } from "./client.ts";

/** What an operation gives when Redis did not answer in time. */
export const away = Symbol("away");
export type Away = typeof away;

/** Milliseconds that an operation may take. Whoever waits here is a person in front of a form. */
const longestOperation = 200;
/** Milliseconds for which nobody asks again after one that took longer. */
const pauseAfterFailure = 1_000;

/**
 * Milliseconds after its return in which it may not have heard yet what every instance has to tell it again: each
 * notices the return within one.
 */
const retellingTakes = 2_500;

/**
 * Redis, as something that may be gone. Operations give `away` instead of waiting or failing; after a failure all
 * do so at once, until a single probe has come back. Everything that uses it goes on in memory meanwhile.
 */
export class SharedRedis {
  readonly #log: Logger;
  readonly #metrics: Metrics;
  readonly #listeners: (() => void)[] = [];
  #client: Redis;
  #state: "ok" | "away" | "starting" = "starting";
  #quietUntil = 0;
  #backAt = 0;
  #probing = false;
  #probe: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: LiveSecret, log: Logger, metrics: Metrics) {
    this.#log = log;
    this.#metrics = metrics;
    this.#client = this.#connect(url);
    url.onChange(() => {
      const old = this.#client;
      this.#client = this.#connect(url);
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

  get state(): "ok" | "away" {
    return this.#state === "ok" ? "ok" : "away";
  }

  /** Whether what it does not know may be known to another instance that is just telling it again. */
  get isBeingTold(): boolean {
    return Date.now() - this.#backAt < retellingTakes;
  }

  /** Calls back whenever Redis has come back after it was away: it may have forgotten everything. */
  onBack(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Resolves when Redis has answered for the first time, or after so many milliseconds. */
  async settled(patience: number): Promise<void> {
    const until = Date.now() + patience;
    while (this.#state === "starting" && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async run<Result>(operation: (client: Redis) => Promise<Result>): Promise<Result | Away> {
    if (this.#state !== "ok") {
      if (this.#probing || Date.now() < this.#quietUntil) return away;
      this.#probing = true;
    }
    try {
      const result = await inTime(operation(this.#client));
      // A batch does not reject: it resolves with the error of each of its commands.
      if (Array.isArray(result)) throwFailed(result);
      this.#probing = false;
      this.#is("ok");
      return result;
    } catch (thrown) {
      this.#probing = false;
      // An answer that says no is an answer all the same: Redis is there.
      if (isReply(thrown)) this.#log.error("redis_refused");
      this.#failed();
      return away;
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#probe);
    this.#client.disconnect();
  }

  #connect(url: LiveSecret): Redis {
    const client = redisClient(url.current()[0]?.reveal() ?? "", {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      connectTimeout: 2_000,
      retryStrategy: (times) => Math.min(50 * 2 ** times, 500) * (0.75 + Math.random() / 2),
    });
    // What it says holds addresses; that it fails is seen by the operations.
    client.on("error", () => this.#failed());
    // Whoever answers next may be another, with an empty memory, though nobody asked for anything meanwhile.
    client.on("close", () => {
      if (client === this.#client && this.#state === "ok") this.#failed();
    });
    client.on("ready", () => {
      this.#quietUntil = 0;
      void this.run((ready) => ready.ping());
    });
    return client;
  }

  #failed(): void {
    if (this.#closed) return;
    this.#metrics.redisFailures.inc();
    this.#quietUntil = Date.now() + pauseAfterFailure;
    this.#is("away");
    clearTimeout(this.#probe);
    // Its return is noticed even when nobody asks for anything.
    this.#probe = setTimeout(() => void this.run((client) => client.ping()), pauseAfterFailure + 10);
    this.#probe.unref();
  }

  #is(state: "ok" | "away"): void {
    const before = this.#state;
    if (before === state || this.#closed) return;
    this.#state = state;
    if (state === "away") this.#log.warn("redis_away");
    else if (before === "away") {
      this.#backAt = Date.now();
      this.#log.info("redis_back");
    }
    if (state === "ok" && before === "away") for (const listener of this.#listeners) listener();
  }
}

/**
 * What comes within the time. When the time is over, what has arrived meanwhile is read first: a process that was
 * busy for so long must not take its own lateness for that of Redis.
 */
function inTime<Result>(operation: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error("late"));
    const timer = setTimeout(() => setImmediate(() => setImmediate(late)), longestOperation);
    operation.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function throwFailed(results: readonly unknown[]): void {
  for (const one of results) if (Array.isArray(one) && one[0] instanceof Error) throw one[0];
}

const isReply = (thrown: unknown) => thrown instanceof Error && thrown.name === "ReplyError";

import { Gauge } from "prom-client";
import type { Metrics } from "../metrics/metrics.ts";

/** How long an entry serves, in milliseconds. */
export type Freshness = {
  /** Served as it is. */
  fresh: number;
  /** After that: still served, while it is read again behind the caller's back, or while that fails. */
  stale: number;
};

/** Bytes of all entries together. */
const mostBytes = 32 * 1024 * 1024;
/** Milliseconds between two tries to read an entry again that could not be read. */
const pauseAfterFailure = 5_000;

type Entry<Value> = { value: Value; size: number; readAt: number; triedAt: number };

/**
 * Answers that are the same for everybody of the provider, kept for minutes. Never anything about a person: the
 * key is made from the address alone, and only routes that say so come here.
 */
export class Cache<Value> {
  readonly #sizeOf: (value: Value) => number;
  readonly #metrics: Metrics;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #flights = new Map<string, Promise<Value>>();
  #bytes = 0;

  constructor(sizeOf: (value: Value) => number, metrics: Metrics, now: () => number = Date.now) {
    this.#sizeOf = sizeOf;
    this.#metrics = metrics;
    this.#now = now;
    const bytes = () => this.#bytes;
    new Gauge({
      name: "preauth_cache_bytes",
      help: "Bytes in the short-lived caches.",
      registers: [metrics.registry],
      collect() {
        this.set(bytes());
      },
    });
  }

  /** The value of a key, at once when it is here; `load` runs once however many ask. */
  get(key: string, { fresh, stale }: Freshness, load: () => Promise<Value>): Value | Promise<Value> {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#metrics.cacheReads.inc({ result: "miss" });
      return this.#fly(key, load);
    }
    const now = this.#now();
    const age = now - entry.readAt;
    if (age < fresh) {
      this.#metrics.cacheReads.inc({ result: "hit" });
      return entry.value;
    }
    if (age >= fresh + stale) {
      this.#metrics.cacheReads.inc({ result: "miss" });
      return this.#fly(key, load);
    }
    this.#metrics.cacheReads.inc({ result: "stale" });
    if (now - entry.triedAt >= pauseAfterFailure) {
      entry.triedAt = now;
      this.#fly(key, load).catch(() => {
        // What is here is served on; the next try comes with a later caller.
      });
    }
    return entry.value;
  }

  #fly(key: string, load: () => Promise<Value>): Promise<Value> {
    const flying = this.#flights.get(key);
    if (flying !== undefined) return flying;
    const flight = load()
      .then((value) => {
        this.#keep(key, value);
        return value;
      })
      .finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }

  #keep(key: string, value: Value): void {
    this.#forget(key);
    const now = this.#now();
    const size = this.#sizeOf(value) + key.length;
    this.#entries.set(key, { value, size, readAt: now, triedAt: 0 });
    this.#bytes += size;
    while (this.#bytes > mostBytes) this.#forget(this.#entries.keys().next().value ?? key);
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#bytes -= entry.size;
    this.#entries.delete(key);
  }
}

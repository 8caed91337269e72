import { Gauge } from "prom-client";
import type { Metrics } from "../metrics/metrics.ts";

/** How long an entry is used, in milliseconds. */
export type Freshness = {
  /** Returned without a read. */
  fresh: number;
  /** Afterwards: still returned, while it is read again in the background or while that fails. */
  stale: number;
};

/** Bytes of memory of all entries. Beyond it the oldest are removed. */
const maxBytes = 32 * 1024 * 1024;
/** Bytes that an entry takes beside its key and its value: the objects around them, measured in Node 24. */
const entryOverhead = 600;
/** Milliseconds between two removals of the entries that are too old to be used. */
const sweepInterval = 60_000;
/** Milliseconds between two attempts to read a stale entry again. */
const retryInterval = 5_000;

type Entry<Value> = { value: Value; size: number; readAt: number; attemptedAt: number; expiresAt: number };

/** Values that are the same for every user of the provider, cached for minutes. No personal data. */
export class Cache<Value> {
  readonly #sizeOf: (value: Value) => number;
  readonly #metrics: Metrics;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #loads = new Map<string, Promise<Value>>();
  #bytes = 0;
  #sweptAt: number;

  constructor(
    sizeOf: (value: Value) => number,
    metrics: Metrics,
    now: () => number = () => performance.now(),
  ) {
    this.#sizeOf = sizeOf;
    this.#metrics = metrics;
    this.#now = now;
    this.#sweptAt = now();
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

  /** The value of a key. Concurrent callers share one `load`. */
  get(key: string, freshness: Freshness, load: () => Promise<Value>): Value | Promise<Value> {
    this.#sweep();
    const { fresh, stale } = freshness;
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#metrics.cacheReads.inc({ result: "miss" });
      return this.#load(key, freshness, load);
    }
    const now = this.#now();
    const age = now - entry.readAt;
    if (age < fresh) {
      this.#metrics.cacheReads.inc({ result: "hit" });
      return entry.value;
    }
    if (age >= fresh + stale) {
      this.#metrics.cacheReads.inc({ result: "miss" });
      return this.#load(key, freshness, load);
    }
    this.#metrics.cacheReads.inc({ result: "stale" });
    if (now - entry.attemptedAt >= retryInterval) {
      entry.attemptedAt = now;
      this.#load(key, freshness, load).catch(() => {
        // The stale value is used. A later caller tries again.
      });
    }
    return entry.value;
  }

  #load(key: string, freshness: Freshness, load: () => Promise<Value>): Promise<Value> {
    const pending = this.#loads.get(key);
    if (pending !== undefined) return pending;
    const loading = load()
      .then((value) => {
        this.#store(key, freshness, value);
        return value;
      })
      .finally(() => this.#loads.delete(key));
    this.#loads.set(key, loading);
    return loading;
  }

  #store(key: string, { fresh, stale }: Freshness, value: Value): void {
    this.#remove(key);
    const now = this.#now();
    const size = this.#sizeOf(value) + 2 * key.length + entryOverhead;
    const expiresAt = now + fresh + stale;
    this.#entries.set(key, { value, size, readAt: now, attemptedAt: 0, expiresAt });
    this.#bytes += size;
    while (this.#bytes > maxBytes) this.#remove(this.#entries.keys().next().value ?? key);
  }

  #sweep(): void {
    const now = this.#now();
    if (now - this.#sweptAt < sweepInterval) return;
    this.#sweptAt = now;
    for (const [key, { expiresAt }] of this.#entries) if (expiresAt <= now) this.#remove(key);
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#bytes -= entry.size;
    this.#entries.delete(key);
  }
}

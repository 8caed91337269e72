import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { Durations } from "./durations.ts";

/** What is counted. Labels are names of our own: operations, outcomes, states. Never an id, never a person. */
export type Metrics = {
  /** A request of a browser or of a host's server. */
  request(operation: string, status: number, seconds: number): void;
  /** A call to the vendor. `outcome`: a status class (`2xx` … `5xx`) or a kind of failure. */
  upstream(operation: string, outcome: string): void;
  upstreamRetry(operation: string): void;
  /** A call of the vendor's token endpoint. */
  tokenCall(outcome: string): void;
  /** An operation on Redis that did not answer in time or failed. */
  redisFailure(): void;
  cache(result: "hit" | "stale" | "miss"): void;
  /** Anything else that is counted by name, such as `document_active_content`. */
  event(name: string): void;
  /** Registers a number that is read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void;
  /** The text format of Prometheus. */
  text(): Promise<string>;
};

/** Counters in memory, readable as Prometheus text. */
export function prometheus(): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });

  const tally = (name: string, help: string, labelNames: [string, string?]) =>
    tallied(labelNames, (collect) => {
      new Counter({
        name,
        help,
        labelNames: labelNames.filter((label) => label !== undefined),
        registers,
        collect() {
          this.reset();
          collect((labels, count) => this.inc(labels, count));
        },
      });
    });
  const requests = tally("preauth_requests_total", "Requests, by operation and status.", [
    "operation",
    "status",
  ]);
  const upstream = tally("preauth_upstream_calls_total", "Calls to the vendor.", ["operation", "outcome"]);
  const cached = tally("preauth_cache_total", "Reads of the short-lived caches.", ["result"]);
  const durations = new Durations(
    "preauth_request_seconds",
    "Seconds until a request was answered, by operation.",
  );
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const retries = counter("preauth_upstream_retries_total", "Calls to the vendor made once more.", [
    "operation",
  ]);
  const tokenCalls = counter("preauth_token_calls_total", "Calls of the vendor's token endpoint.", [
    "outcome",
  ]);
  const redisFailures = counter(
    "preauth_redis_failures_total",
    "Redis operations that failed or took too long.",
  );
  const events = counter("preauth_events_total", "Events, by name.", ["name"]);

  return {
    request(operation, status, took) {
      requests(operation, status);
      durations.observe(operation, took);
    },
    upstream,
    upstreamRetry: (operation) => retries.inc({ operation }),
    tokenCall: (outcome) => tokenCalls.inc({ outcome }),
    redisFailure: () => redisFailures.inc(),
    cache: (result) => cached(result, ""),
    event: (name) => events.inc({ name }),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    },
    text: async () => `${await registry.metrics()}\n${durations.text()}`,
  };
}

type Labels = Record<string, string>;
type Collect = (each: (labels: Labels, count: number) => void) => void;

/**
 * A counter in plain numbers, for what every request counts: the library's makes several objects each time. It is
 * handed over when it is asked for.
 */
function tallied([first, second]: [string, string?], register: (collect: Collect) => void) {
  const cells = new Map<string, Map<string | number, { labels: Labels; count: number }>>();
  register((each) => {
    for (const inner of cells.values()) for (const { labels, count } of inner.values()) each(labels, count);
  });
  return (one: string, other: string | number): void => {
    const inner = ensure(cells, one, () => new Map());
    const cell = ensure(inner, other, () => ({
      labels: { [first]: one, ...(second !== undefined && { [second]: String(other) }) },
      count: 0,
    }));
    cell.count += 1;
  };
}

/** What lies under a key, made when it is asked for the first time. */
function ensure<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const value = make();
  map.set(key, value);
  return value;
}

/** Nothing is counted. */
export const noMetrics: Metrics = {
  request: () => {},
  upstream: () => {},
  upstreamRetry: () => {},
  tokenCall: () => {},
  redisFailure: () => {},
  cache: () => {},
  event: () => {},
  gauge: () => {},
  text: async () => "",
};

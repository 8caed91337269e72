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

/** A cell per (operation, status): summed in plain numbers, handed to the library only when it is asked. */
type Cell = { operation: string; status: string; count: number };

/** Counters in memory, readable as Prometheus text. */
export function prometheus(): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });

  const cells = new Map<string, Map<number, Cell>>();
  new Counter({
    name: "preauth_requests_total",
    help: "Requests, by operation and status.",
    labelNames: ["operation", "status"],
    registers,
    collect() {
      this.reset();
      for (const byStatus of cells.values()) {
        for (const { operation, status, count } of byStatus.values()) this.inc({ operation, status }, count);
      }
    },
  });
  const durations = new Durations(
    "preauth_request_seconds",
    "Seconds until a request was answered, by operation.",
  );
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const upstream = counter("preauth_upstream_calls_total", "Calls to the vendor.", ["operation", "outcome"]);
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
  const cached = counter("preauth_cache_total", "Reads of the short-lived caches.", ["result"]);
  const events = counter("preauth_events_total", "Events, by name.", ["name"]);
  const prepared = remembering((operation, outcome) => upstream.labels({ operation, outcome }));
  const results = remembering((result) => cached.labels({ result }));

  return {
    request(operation, status, took) {
      const byStatus = ensure(cells, operation, () => new Map<number, Cell>());
      ensure(byStatus, status, () => ({ operation, status: String(status), count: 0 })).count += 1;
      durations.observe(operation, took);
    },
    upstream: (operation, outcome) => prepared(operation, outcome).inc(),
    upstreamRetry: (operation) => retries.inc({ operation }),
    tokenCall: (outcome) => tokenCalls.inc({ outcome }),
    redisFailure: () => redisFailures.inc(),
    cache: (result) => results(result, "").inc(),
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

/** Keeps what was made for a pair of labels: making it costs more than counting with it. */
function remembering<Made>(make: (first: string, second: string) => Made) {
  const made = new Map<string, Map<string, Made>>();
  return (first: string, second: string): Made => {
    const inner = ensure(made, first, () => new Map<string, Made>());
    return ensure(inner, second, () => make(first, second));
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

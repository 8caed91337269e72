import { Counter, Histogram, Registry } from "prom-client";

/** Seconds. From a cached reply to the longest wait for a sponsor. */
const buckets = [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Seconds. Fewer, because each operation has a histogram for each outcome. */
const upstreamBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** The registry and its counters. Gauges are registered by what they measure. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Labels are names that the server defines: operations, outcomes, states. Never an id, never a person. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: "preauth_requests_total",
      help: "Requests, by operation and status.",
      labelNames: ["operation", "status"],
      registers,
    }),
    /** `host`: of the hosts file, or `other` beyond the first hundred. */
    hostRequests: new Counter({
      name: "preauth_host_requests_total",
      help: "Requests of a host, by class of the status.",
      labelNames: ["host", "status"],
      registers,
    }),
    requestSeconds: new Histogram({
      name: "preauth_request_seconds",
      help: "Seconds until the response, by operation.",
      labelNames: ["operation"],
      buckets,
      registers,
    }),
    /** `outcome`: a status class (`2xx` … `5xx`), `429`, or a kind of failure. */
    upstreamCalls: new Counter({
      name: "preauth_upstream_calls_total",
      help: "Calls to the vendor.",
      labelNames: ["operation", "outcome"],
      registers,
    }),
    upstreamSeconds: new Histogram({
      name: "preauth_upstream_seconds",
      help: "Seconds of calls to the vendor, by operation and outcome.",
      labelNames: ["operation", "outcome"],
      buckets: upstreamBuckets,
      registers,
    }),
    upstreamRetries: new Counter({
      name: "preauth_upstream_retries_total",
      help: "Calls to the vendor that were retried.",
      labelNames: ["operation"],
      registers,
    }),
    tokenCalls: new Counter({
      name: "preauth_token_calls_total",
      help: "Calls of the vendor's token endpoint.",
      labelNames: ["outcome", "cause"],
      registers,
    }),
    redisFailures: new Counter({
      name: "preauth_redis_failures_total",
      help: "Redis operations and connections that failed or took too long, by cause.",
      labelNames: ["cause"],
      registers,
    }),
    /** `result`: `hit`, `stale` or `miss`. */
    cacheReads: new Counter({
      name: "preauth_cache_total",
      help: "Reads of the short-lived caches.",
      labelNames: ["result"],
      registers,
    }),
    /** Tries at hosts' servers. `outcome`: `delivered`, `failed` or `given_up`. */
    deliveries: new Counter({
      name: "preauth_deliveries_total",
      help: "Tries to deliver a message to a host's server.",
      labelNames: ["outcome"],
      registers,
    }),
    /** Whatever else is counted by name, such as `document_active_content`. */
    events: new Counter({
      name: "preauth_events_total",
      help: "Events, by name.",
      labelNames: ["name"],
      registers,
    }),
  };
}

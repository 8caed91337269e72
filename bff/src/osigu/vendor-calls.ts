import type { FailureCause } from "../logging/failure-cause.ts";
import type { Logger } from "../logging/logger.ts";
import { requestContext, traceparentOf } from "../logging/request-context.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { callEnd, type Tracing } from "../tracing/tracing.ts";
import { endpoints, type Kind, type Operation } from "./endpoints.ts";

/** Milliseconds from which a call is slow, and written to the log. Some sponsors decide during a call. */
const slowAfter: Record<Kind | "upload", number> = {
  read: 2_000,
  write: 5_000,
  once: 10_000,
  upload: 60_000,
};

/** How a call ended. `outcome`: a status class, `429`, or a kind of failure. */
type CallEnd = {
  outcome: string;
  status?: number;
  cause?: FailureCause | undefined;
  providerSlug: string | undefined;
};

/** Outcomes that say nothing about the vendor. */
const ownOutcomes: ReadonlySet<string> = new Set(["caller_gone", "queue_full"]);

/** A call that has begun. `traceparent`: the header that it sends. */
type BegunCall = { traceparent: string | undefined; end(result: CallEnd): void };

/** Counts, times and traces the calls to the vendor, and writes a line for each that is slow or fails. */
export class VendorCalls {
  readonly #log: Logger;
  readonly #metrics: Metrics;
  readonly #tracing: Tracing;

  constructor(log: Logger, metrics: Metrics, tracing: Tracing) {
    this.#log = log;
    this.#metrics = metrics;
    this.#tracing = tracing;
  }

  begin(operation: Operation, requestId: string): BegunCall {
    const started = performance.now();
    const { method, path } = endpoints[operation];
    const attributes = {
      "http.request.method": method,
      "url.template": path,
      "preauth.operation": operation,
    };
    const span = this.#tracing.startCall(`${method} ${path}`, attributes, requestContext.getStore()?.trace);
    const end = ({ outcome, status, cause, providerSlug }: CallEnd) => {
      const ms = performance.now() - started;
      const failure = status === undefined ? outcome : undefined;
      if (span.isRecording) span.end(callEnd({ status, failure, "preauth.provider_slug": providerSlug }));
      this.#metrics.upstreamCalls.inc({ operation, outcome });
      this.#metrics.upstreamSeconds.observe({ operation, outcome }, ms / 1000);
      if (ownOutcomes.has(outcome)) return;
      const line = {
        request_id: requestId,
        operation,
        outcome,
        cause,
        ms: Math.round(ms),
        provider_slug: providerSlug,
      };
      const kind = operation === "uploadFile" ? "upload" : endpoints[operation].kind;
      if (outcome === "5xx" || !/^\d/.test(outcome)) this.#log.warn(line, "vendor_call_failed");
      else if (ms >= slowAfter[kind]) this.#log.warn(line, "vendor_call_slow");
    };
    return { traceparent: traceparentOf(span.trace), end };
  }
}

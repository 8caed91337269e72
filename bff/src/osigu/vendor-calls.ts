import type { FailureCause } from "../logging/failure-cause.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { endpoints, type Kind, type Operation } from "./endpoints.ts";

/** Milliseconds from which a call is slow, and written to the log. Some sponsors decide during a call. */
const slowAfter: Record<Kind | "upload", number> = {
  read: 2_000,
  write: 5_000,
  once: 10_000,
  upload: 60_000,
};

/** How a call ended. `outcome`: a status class, `429`, or a kind of failure. */
type CallEnd = { outcome: string; cause?: FailureCause | undefined; providerSlug: string | undefined };

/** Outcomes that say nothing about the vendor. */
const ownOutcomes: ReadonlySet<string> = new Set(["caller_gone", "queue_full"]);

/** Counts and times the calls to the vendor, and writes a line for each that is slow or fails. */
export class VendorCalls {
  readonly #log: Logger;
  readonly #metrics: Metrics;

  constructor(log: Logger, metrics: Metrics) {
    this.#log = log;
    this.#metrics = metrics;
  }

  /** A call begins. The result is called when it has ended. */
  begin(operation: Operation, requestId: string): (end: CallEnd) => void {
    const started = performance.now();
    return ({ outcome, cause, providerSlug }) => {
      const ms = performance.now() - started;
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
  }
}

import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  type BatchSpanProcessorOptions,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace";
import type { Variables } from "../settings/setting.ts";
import { TracingError } from "./tracing-error.ts";

/*
 * What version 3 of the SDK leaves to its distributions: the variables that it does not read itself.
 */

/** The protocol of the OTLP endpoint. */
export const protocolOf = (variables: Variables): string =>
  variables.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL?.trim() ||
  variables.OTEL_EXPORTER_OTLP_PROTOCOL?.trim() ||
  "http/protobuf";

/** Options of `OTEL_BSP_…`; a value that is no whole number above 0 is left to the SDK. */
export function batchOptions(variables: Variables): Omit<BatchSpanProcessorOptions, "exporter"> {
  const entries = Object.entries({
    scheduledDelayMillis: variables.OTEL_BSP_SCHEDULE_DELAY,
    exportTimeoutMillis: variables.OTEL_BSP_EXPORT_TIMEOUT,
    maxQueueSize: variables.OTEL_BSP_MAX_QUEUE_SIZE,
    maxExportBatchSize: variables.OTEL_BSP_MAX_EXPORT_BATCH_SIZE,
  });
  return Object.fromEntries(
    entries
      .filter(([, value]) => /^[1-9]\d{0,8}$/.test(value ?? ""))
      .map(([name, value]) => [name, Number(value)]),
  );
}

/**
 * The sampler of `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG`. Throws `TracingError`.
 */
export function samplerOf({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG }: Variables): Sampler {
  const name = OTEL_TRACES_SAMPLER?.trim() || "parentbased_always_on";
  const [, parentBased, root = ""] = /^(parentbased_)?(\w+)$/.exec(name) ?? [];
  const sampler = rootSampler(root, OTEL_TRACES_SAMPLER_ARG);
  return parentBased === undefined ? sampler : new ParentBasedSampler({ root: sampler });
}

function rootSampler(name: string, argument = "1"): Sampler {
  if (name === "always_on") return new AlwaysOnSampler();
  if (name === "always_off") return new AlwaysOffSampler();
  if (name !== "traceidratio") {
    throw new TracingError(
      "OTEL_TRACES_SAMPLER must be always_on, always_off or traceidratio, each also with parentbased_ before it. Example: OTEL_TRACES_SAMPLER=parentbased_traceidratio",
    );
  }
  const ratio = Number(argument);
  if (argument.trim() !== "" && ratio >= 0 && ratio <= 1) return new TraceIdRatioBasedSampler(ratio);
  throw new TracingError(
    "OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1. Example: OTEL_TRACES_SAMPLER_ARG=0.1",
  );
}

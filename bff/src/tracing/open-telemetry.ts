import { setTimeout } from "node:timers/promises";
import {
  type Attributes,
  type Context,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  type Span as SdkSpan,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Logger } from "../logging/logger.ts";
import { parseTraceparent, type TraceContext } from "../logging/request-context.ts";
import type { Variables } from "../settings/setting.ts";
import { batchOptions, protocolOf, samplerOf } from "./sdk-options.ts";
import type { Span, SpanAttributes, Tracing } from "./tracing.ts";

/** Milliseconds for the last spans when the server stops. */
const closeTimeout = 3_000;

/**
 * Tracing by the official SDK, which reads endpoint, headers, compression, certificates and resource attributes from
 * the environment. Nothing is registered globally: spans are made here alone, so that each attribute is chosen here.
 */
export async function openTelemetry(
  service: { name: string; version: string; instance: string },
  variables: Variables,
  log: Logger,
): Promise<Tracing> {
  // Its messages quote the endpoint's answers.
  const tell = () => log.warn("trace_export_failed");
  const silent = () => {};
  diag.setLogger(
    { error: tell, warn: silent, info: silent, debug: silent, verbose: silent },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  );
  const provider = new TracerProvider({
    sampler: samplerOf(variables),
    resource: defaultResource()
      .merge(
        resourceFromAttributes({
          "service.version": service.version,
          "service.instance.id": service.instance,
        }),
      )
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(resourceFromAttributes({ "service.name": service.name })),
    spanProcessors: [
      new BatchSpanProcessor({ ...batchOptions(variables), exporter: await exporterOf(variables) }),
    ],
  });
  const tracer = provider.getTracer("preauth-bff", service.version);

  return {
    startRequest(traceparent) {
      const parent = parseTraceparent(traceparent);
      const context = parent === undefined ? ROOT_CONTEXT : contextOf(parent, true);
      return spanOf(tracer.startSpan("request", { kind: SpanKind.SERVER }, context));
    },
    startCall(name, attributes, parent) {
      const context = parent === undefined ? ROOT_CONTEXT : contextOf(parent, false);
      const options = { kind: SpanKind.CLIENT, attributes: defined(attributes) };
      return spanOf(tracer.startSpan(name, options, context));
    },
    async close() {
      await Promise.race([
        provider.shutdown().catch(tell),
        setTimeout(closeTimeout, undefined, { ref: false }),
      ]);
    },
  };
}

/** The exporter for the protocol. Each finds its endpoint, headers and certificates in the environment. */
async function exporterOf(variables: Variables): Promise<SpanExporter> {
  const { OTLPTraceExporter } =
    protocolOf(variables) === "http/json"
      ? await import("@opentelemetry/exporter-trace-otlp-http")
      : await import("@opentelemetry/exporter-trace-otlp-proto");
  return new OTLPTraceExporter();
}

function contextOf({ traceId, spanId, isSampled }: TraceContext, isRemote: boolean): Context {
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote });
}

function spanOf(span: SdkSpan): Span {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    trace: { traceId, spanId, isSampled: (traceFlags & TraceFlags.SAMPLED) !== 0 },
    isRecording: span.isRecording(),
    end({ name, attributes, isError }) {
      if (name !== undefined) span.updateName(name);
      span.setAttributes(defined(attributes));
      if (isError) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

const defined = (attributes: SpanAttributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));

import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** A span in its trace. W3C Trace Context. */
export type TraceContext = {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** A span, this server's or its caller's: 16 hexadecimal digits. */
  spanId: string;
  isSampled: boolean;
};

/** The request in which something happens. */
export type RequestContext = {
  requestId: string;
  trace: TraceContext | undefined;
  /** Whose session the request came with, and when that was known, by `performance.now()`. */
  caller?: { owner: string; since: number };
};

/** The request that is being handled: for log lines, for calls to the vendor, and for what an erasure forbids it. */
export const requestContext = new AsyncLocalStorage<RequestContext>();

/** Fields that every log line of a request has. */
export function contextFields(): Record<string, string> {
  const context = requestContext.getStore();
  if (context === undefined) return {};
  return { request_id: context.requestId, ...(context.trace && { trace_id: context.trace.traceId }) };
}

/** Continues the trace of a `traceparent` header with a span of this server; undefined without a valid one. */
export function continueTrace(header: string | undefined): TraceContext | undefined {
  const parent = parseTraceparent(header);
  return parent && { ...parent, spanId: randomBytes(8).toString("hex") };
}

/** The caller's span, from its `traceparent`; undefined without a valid one. */
export function parseTraceparent(header: string | undefined): TraceContext | undefined {
  const [, version, traceId = "", parentId = "", flags = "", rest] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(header ?? "") ?? [];
  if (version === undefined || version === "ff" || (version === "00" && rest !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(parentId)) return undefined;
  return { traceId, spanId: parentId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The `traceparent` of a call whose span this is. */
export function traceparentOf(trace: TraceContext | undefined): string | undefined {
  return trace && `00-${trace.traceId}-${trace.spanId}-${trace.isSampled ? "01" : "00"}`;
}

import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";

/** The part of a trace that this server adds. W3C Trace Context. */
export type TraceContext = {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** This server's span: 16 hexadecimal digits. */
  spanId: string;
  isSampled: boolean;
};

/** The request in which something happens. */
export type RequestContext = { requestId: string; trace: TraceContext | undefined };

/** The request that is being handled, for log lines and calls to the vendor. */
export const requestContext = new AsyncLocalStorage<RequestContext>();

/** Fields that every log line of a request has. */
export function contextFields(): Record<string, string> {
  const context = requestContext.getStore();
  if (context === undefined) return {};
  return { request_id: context.requestId, ...(context.trace && { trace_id: context.trace.traceId }) };
}

/** Continues the trace of a `traceparent` header; undefined without a valid one. */
export function continueTrace(header: string | undefined): TraceContext | undefined {
  const [, version, traceId = "", parentId = "", flags = "", rest] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/.exec(header ?? "") ?? [];
  if (version === undefined || version === "ff" || (version === "00" && rest !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(parentId)) return undefined;
  return {
    traceId,
    spanId: randomBytes(8).toString("hex"),
    isSampled: (Number.parseInt(flags, 16) & 1) === 1,
  };
}

/** The `traceparent` of calls that the present request makes; undefined when it belongs to no trace. */
export function outgoingTraceparent(): string | undefined {
  const trace = requestContext.getStore()?.trace;
  return trace && `00-${trace.traceId}-${trace.spanId}-${trace.isSampled ? "01" : "00"}`;
}

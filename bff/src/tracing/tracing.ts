import { continueTrace, type TraceContext } from "../logging/request-context.ts";

/** What a span says: names of closed sets, templates of paths, ids of hosts. Never a path, a query or a person. */
export type SpanAttributes = Readonly<Record<string, string | number | undefined>>;

/** A span that has begun. */
export type Span = {
  /** Its place in its trace; undefined when it belongs to none. */
  trace: TraceContext | undefined;
  /** Whether its end is recorded: without an exporter, and where the trace is not sampled, it is not. */
  isRecording: boolean;
  /** Ends it. `name`: when it is known only now. */
  end(result: { name?: string; attributes: SpanAttributes; isError: boolean }): void;
};

/** How a span ends. */
export type SpanEnd = Parameters<Span["end"]>[0];

/** Records the spans of requests and of calls to the vendor and to hosts' servers. */
export type Tracing = {
  /** Begins the span of a request, in the trace of its `traceparent`. */
  startRequest(traceparent: string | undefined): Span;
  /** Begins the span of a call, in the trace of the request that makes it. */
  startCall(name: string, attributes: SpanAttributes, parent: TraceContext | undefined): Span;
  /** Sends what is not sent yet. */
  close(): Promise<void>;
};

const unrecorded = { isRecording: false, end: () => {} };

/** The end of a call: with a status, or with the name of a failure from a closed set. */
export function callEnd({ status, failure, ...attributes }: CallResult & SpanAttributes): SpanEnd {
  const error = failure ?? (status !== undefined && status >= 400 ? String(status) : undefined);
  return {
    attributes: { "http.response.status_code": status, "error.type": error, ...attributes },
    isError: error !== undefined,
  };
}

type CallResult = { status?: number | undefined; failure?: string | undefined };

/** Continues the traces of others, and records nothing. */
export const noTracing: Tracing = {
  startRequest: (traceparent) => ({ trace: continueTrace(traceparent), ...unrecorded }),
  startCall: (_name, _attributes, parent) => ({ trace: parent, ...unrecorded }),
  close: async () => {},
};

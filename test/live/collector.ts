import { startRecorder } from "../security/recorder.ts";

export type Attribute = { key: string; value: Record<string, unknown> };
export type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: Attribute[];
  status: { code?: number };
};
export type Export = {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[];
};

/** The kinds of spans in OTLP. */
export const server = 2;
export const client = 3;

/** An OpenTelemetry collector that keeps what it gets as JSON. */
export async function startCollector() {
  const recorder = await startRecorder((_request, response) => {
    response.setHeader("content-type", "application/json").end("{}");
  });
  const exports = () =>
    recorder.requests.filter(({ url }) => url === "/v1/traces").map(({ body }) => JSON.parse(body) as Export);
  return {
    /** The variables with which a server sends its spans here, soon. */
    variables: {
      OTEL_EXPORTER_OTLP_ENDPOINT: recorder.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_BSP_SCHEDULE_DELAY: "100",
    },
    url: recorder.url,
    exports,
    spans: () =>
      exports().flatMap(({ resourceSpans }) =>
        resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
      ),
    close: () => recorder.close(),
  };
}

export type Collector = Awaited<ReturnType<typeof startCollector>>;

/** The value of an attribute, whatever its type. */
export const attributeOf = (attributes: readonly Attribute[], name: string) =>
  Object.values(attributes.find(({ key }) => key === name)?.value ?? {})[0];

/** Every attribute that a span may have. */
export const knownAttribute =
  /^(http\.(request\.method|route|response\.status_code)|url\.template|error\.type|preauth\.(operation|host|provider_slug|problem))$/;

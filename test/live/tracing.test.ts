import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { canariesIn, personal } from "../security/canaries.ts";
import { type Recorder, startRecorder } from "../security/recorder.ts";
import { waitFor } from "../stack/readiness.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { attributeOf, type Collector, knownAttribute, type Span, startCollector } from "./collector.ts";
import { type Desk, makeRequest, sitDown } from "./desk.ts";

const subject = "usuario-opaco-7731";
const caller = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };
const unsampled = "11111111111111111111111111111111";

/** Prints a line when a module of the SDK is loaded. */
const watchModules = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({ load(url, context, next) {
    if (/@opentelemetry.(sdk|exporter)/.test(decodeURIComponent(url))) console.log("SDK loaded");
    return next(url, context);
  } });
`)}`;

describe("OpenTelemetry", () => {
  let collector: Collector;
  let vendor: Recorder;
  let stack: Stack;
  let desk: Desk;
  /** Its address, which is known when the stack is: the server asks for its token before. */
  const sandbox = Promise.withResolvers<string>();
  const spans = () => collector.spans();
  const search = (traceparent: string, document: string) =>
    desk.arc.call("POST", "/v1/sponsors/sponsor-sandbox/search", {
      headers: { "content-type": "application/json", traceparent },
      body: JSON.stringify({ document_type: "CC", document_number: document }),
    });

  before(async () => {
    collector = await startCollector();
    vendor = await startRecorder(({ method, url, headers, body }, response) => {
      const pairs = headers.flatMap((name, index) =>
        index % 2 === 0 ? [[name.toLowerCase(), headers[index + 1] ?? ""] as [string, string]] : [],
      );
      const ofConnection = ["host", "connection", "content-length", "transfer-encoding"];
      const answered = sandbox.promise.then((address) =>
        fetch(`${address}${url}`, {
          method,
          headers: pairs.filter(([name]) => !ofConnection.includes(name)),
          ...(body !== "" && { body }),
        }),
      );
      answered.then(async (answer) => {
        response.writeHead(answer.status, {
          "content-type": answer.headers.get("content-type") ?? "application/json",
        });
        response.end(await answer.text());
      });
    });
    stack = await startStack({
      nodeArgs: ["--import", watchModules],
      waitsFor: "/healthz",
      bff: {
        OSIGU_BASE_URL: vendor.url,
        ...collector.variables,
        OTEL_SERVICE_NAME: "clinic-preauth",
        OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
      },
    });
    sandbox.resolve(stack.sandbox.url);
    desk = await sitDown(stack, stack.bff.url, subject);
    assert.equal((await search(`00-${caller.traceId}-${caller.spanId}-01`, "123456789")).status, 200);
    assert.equal((await search(`00-${unsampled}-${caller.spanId}-00`, "123456789")).status, 200);
    await makeRequest(desk, { sponsor: "sponsor-sandbox", document: "123456789" });
    await desk.arc.get("/v1/sponsors/MARIA-GONZALEZ/123456789");
    const isCreate = ({ name }: Span) => name === "POST /arc/v1/authorization-requests";
    await waitFor("the spans of the create", async () => spans().filter(isCreate).length >= 2);
  });
  after(async () => {
    await stack?.stop();
    await vendor?.close();
    await collector?.close();
  });

  test("a request continues its caller's trace, and the vendor's call the request's", () => {
    const traced = spans().filter(({ traceId }) => traceId === caller.traceId);
    const server = traced.find(({ kind }) => kind === 2);
    const client = traced.find(({ kind }) => kind === 3);
    assert.equal(traced.length, 2);
    assert.equal(server?.parentSpanId, caller.spanId);
    assert.equal(client?.parentSpanId, server?.spanId);
    assert.equal(server?.name, "POST /v1/sponsors/{sponsor_slug}/search");
    assert.equal(client?.name, "POST /v1/sponsors/{sponsor_slug}/search");
    assert.equal(attributeOf(server?.attributes ?? [], "preauth.host"), stack.host.id);
    assert.equal(Number(attributeOf(server?.attributes ?? [], "http.response.status_code")), 200);
    const sent = vendor.requests.map(({ headers }) => headers[headers.indexOf("traceparent") + 1]);
    assert.ok(sent.includes(`00-${caller.traceId}-${client?.spanId}-01`));
  });

  test("a trace that its caller does not record is passed on, and not recorded", () => {
    assert.deepEqual(
      spans().filter(({ traceId }) => traceId === unsampled),
      [],
    );
    const sent = vendor.requests.flatMap(({ headers }) => headers);
    assert.ok(sent.some((value) => value.startsWith(`00-${unsampled}-`) && value.endsWith("-00")));
  });

  test("the log names the trace", async () => {
    const named = `"trace_id":"${caller.traceId}"`;
    await waitFor("the line", async () => stack.bff.log.some((line) => line.includes(named)));
  });

  test("a service is named as the variables say", () => {
    const [first] = collector.exports()[0]?.resourceSpans ?? [];
    const attributes = first?.resource.attributes ?? [];
    assert.equal(attributeOf(attributes, "service.name"), "clinic-preauth");
    assert.equal(attributeOf(attributes, "deployment.environment.name"), "test");
  });

  test("no attribute is about a person, and none is unknown", () => {
    for (const { attributes } of spans()) {
      for (const { key } of attributes) assert.match(key, knownAttribute);
    }
    assert.deepEqual(canariesIn(JSON.stringify(collector.exports()), personal), []);
  });

  test("probes have no spans", async () => {
    assert.ok(!spans().some(({ name }) => /healthz|readyz|metrics/.test(name)));
  });

  test("a collector that fails stops nothing, and is told once a batch without its words", async () => {
    await collector.close();
    assert.equal((await search(`00-${caller.traceId}-${caller.spanId}-01`, "123456789")).status, 200);
    assert.equal(await stack.bff.stop(), 0);
    assert.ok(!stack.bff.log.some((line) => line.includes(new URL(collector.url).host)));
  });
});

describe("the variables of OpenTelemetry", () => {
  for (const [how, variables] of [
    ["without an endpoint", {}],
    ["switched off", { OTEL_SDK_DISABLED: "true", OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" }],
  ] as const) {
    test(`${how}, the SDK is not even loaded`, async (t) => {
      const stack = await startStack({ nodeArgs: ["--import", watchModules], bff: variables });
      t.after(() => stack.stop());
      await sitDown(stack, stack.bff.url);
      assert.ok(!stack.bff.log.some((line) => line.includes("SDK loaded")));
    });
  }

  test("spans go as protobuf where nothing else is said", async (t) => {
    const collector = await startRecorder((_request, response) => response.end());
    t.after(() => collector.close());
    const stack = await startStack({ bff: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
    t.after(() => stack.stop());
    await sitDown(stack, stack.bff.url);
    // The last spans are sent when the server stops.
    await stack.bff.stop();
    const [sent] = collector.requests;
    assert.equal(sent?.url, "/v1/traces");
    assert.ok(sent?.headers.includes("application/x-protobuf"));
    assert.ok(sent?.body.includes("POST /v1/oauth/token"));
  });

  test("a variable that is not understood stops the start with one line", async () => {
    for (const [name, value] of [
      ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"],
      ["OTEL_TRACES_SAMPLER", "sometimes"],
    ] as const) {
      const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", [name]: value };
      await assert.rejects(startStack({ bff: settings }), new RegExp(`${name} must be `));
    }
  });
});

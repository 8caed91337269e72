import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { canariesIn, personal } from "../security/canaries.ts";
import { freePort } from "../stack/free-port.ts";
import { type HostServer, startHostServer } from "../stack/host-server.ts";
import { waitFor } from "../stack/readiness.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import {
  attributeOf,
  type Collector,
  client,
  knownAttribute,
  type Span,
  startCollector,
} from "./collector.ts";
import { makeRequest, silent, sitDown } from "./desk.ts";

/* What the server does beside its answers: tokens, document validation, deliveries to hosts. */
describe("OpenTelemetry beside requests", () => {
  let collector: Collector;
  let host: HostServer;
  let stack: Stack;
  const named = (name: string) => collector.spans().filter((span) => span.name === name);
  const seen = (name: string) => waitFor(`a span ${name}`, async () => named(name).length > 0);
  const value = ({ attributes }: Span, name: string) => attributeOf(attributes, name);

  before(async () => {
    collector = await startCollector();
    host = await startHostServer();
    const port = await freePort();
    stack = await startStack({
      sandbox: { port },
      webhook: host.webhook,
      bff: {
        ...collector.variables,
        DVS_SPONSORS: silent.sponsor,
        DVS_BASE_URL: `http://127.0.0.1:${port}`,
        DVS_CLIENT_ID: "dvs-client",
        DVS_CLIENT_SECRET: "dvs-secret",
      },
    });
    const desk = await sitDown(stack, stack.bff.url);
    const { id } = await makeRequest(desk, silent);
    assert.equal((await desk.arc.upload(id, "MEDICAL_INDICATION")).status, 204);
  });
  after(async () => {
    await stack?.stop();
    await host?.stop();
    await collector?.close();
  });

  test("a call of the token endpoint is a trace of its own, because all requests wait for it", async () => {
    // Hosts ask for their tokens at the same path, in spans of the other kind.
    const calls = () => named("POST /v1/oauth/token").filter(({ kind }) => kind === client);
    await waitFor("the spans of both tokens", async () => calls().length >= 2);
    for (const call of calls()) {
      assert.equal(call.parentSpanId ?? "", "");
      assert.equal(value(call, "preauth.operation"), "vendorToken");
      assert.equal(call.status.code ?? 0, 0);
    }
  });

  test("the validation of a document belongs to the trace of its upload", async () => {
    await seen("POST /v1/classification-requests");
    await seen("POST /arc/v1/authorization-requests/{id}/upload/files");
    const [call] = named("POST /v1/classification-requests");
    const uploads = named("POST /arc/v1/authorization-requests/{id}/upload/files");
    assert.equal(call?.kind, client);
    assert.ok(
      uploads.some(({ traceId, spanId }) => traceId === call?.traceId && spanId === call?.parentSpanId),
    );
  });

  test("a delivery to a host's server is a trace of its own, with host and status", async () => {
    await seen("deliver authorization_request.created");
    const [call] = named("deliver authorization_request.created") as [Span];
    assert.equal(call.parentSpanId ?? "", "");
    assert.equal(value(call, "preauth.host"), stack.host.id);
    assert.match(String(value(call, "http.response.status_code")), /^2\d\d$/);
    assert.deepEqual(
      canariesIn(host.messages().length > 0 ? JSON.stringify(collector.exports()) : "", personal),
      [],
    );
  });

  test("no attribute is unknown", () => {
    for (const { attributes } of collector.spans())
      for (const { key } of attributes) assert.match(key, knownAttribute);
  });
});

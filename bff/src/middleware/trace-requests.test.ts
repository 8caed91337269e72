import assert from "node:assert/strict";
import { test } from "node:test";
import { request, serve } from "../testing/http.ts";
import { noTracing, type Span, type SpanEnd, type Tracing } from "../tracing/tracing.ts";
import { traceRequests } from "./trace-requests.ts";

/** How the span of one request ends. */
async function endOf(
  t: Parameters<typeof serve>[0],
  span: Pick<Span, "isRecording">,
  path = "/things/1",
): Promise<SpanEnd[]> {
  const ends: SpanEnd[] = [];
  const tracing: Tracing = {
    ...noTracing,
    startRequest: () => ({ trace: undefined, ...span, end: (end) => ends.push(end) }),
  };
  const arc = { providerSlug: "provider" };
  const { port } = await serve(t, traceRequests(tracing, arc), (ctx) => {
    ctx._matchedRoute = "/things/:id";
    ctx._matchedRouteName = "getThing";
    ctx.status = 204;
  });
  assert.equal((await request(port, "GET", path)).status, 204);
  return ends;
}

test("a recorded span ends with the route's pattern, its operation and the status", async (t) => {
  const [end, ...further] = await endOf(t, { isRecording: true });
  assert.deepEqual(further, []);
  assert.equal(end?.name, "GET /things/{id}");
  assert.equal(end?.attributes["http.route"], "/things/{id}");
  assert.equal(end?.attributes["http.response.status_code"], 204);
  assert.equal(end?.attributes["preauth.operation"], "getThing");
  assert.equal(end?.isError, false);
});

test("a span that is not recorded gets no attributes", async (t) => {
  assert.deepEqual(await endOf(t, { isRecording: false }), []);
});

test("a probe has no span", async (t) => {
  assert.deepEqual(await endOf(t, { isRecording: true }, "/healthz"), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { createMetrics } from "../metrics/metrics.ts";
import { request, serve } from "../testing/http.ts";
import { clientDisconnect } from "./client-disconnect.ts";
import { requestMetrics } from "./request-metrics.ts";

test("requests are counted, and their seconds observed, by operation", async (t) => {
  const metrics = createMetrics();
  const { port } = await serve(t, clientDisconnect(), requestMetrics(metrics), (ctx) => {
    if (ctx.path === "/known") ctx._matchedRouteName = "getThing";
    if (ctx.path === "/gone") ctx.state.disconnect = AbortSignal.abort();
    ctx.body = "";
  });
  for (const path of ["/known", "/known", "/unknown", "/gone"]) await request(port, "GET", path);
  const { values } = await metrics.requests.get();
  assert.deepEqual(
    values.map(({ labels, value }) => [labels.operation, labels.status, value]),
    [
      ["getThing", 200, 2],
      ["none", 200, 1],
      ["none", 499, 1],
    ],
  );
  const text = await metrics.registry.metrics();
  assert.match(text, /preauth_request_seconds_count\{operation="getThing"\} 2/);
});

test("requests of a host are counted by class of the status, and hosts beyond the hundredth together", async (t) => {
  const metrics = createMetrics();
  const { port } = await serve(t, clientDisconnect(), requestMetrics(metrics), (ctx) => {
    ctx.state.hostId = ctx.path.slice(1);
    ctx.status = 204;
  });
  for (let host = 0; host < 102; host += 1) await request(port, "GET", `/host-${host}`);
  const { values } = await metrics.hostRequests.get();
  assert.equal(values.length, 101);
  assert.deepEqual(values.at(-1), { labels: { host: "other", status: "2xx" }, value: 2 });
});

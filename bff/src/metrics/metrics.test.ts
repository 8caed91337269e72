import assert from "node:assert/strict";
import { test } from "node:test";
import { createMetrics } from "./metrics.ts";

async function lines(metrics: ReturnType<typeof createMetrics>): Promise<string[]> {
  return (await metrics.registry.metrics()).split("\n");
}

test("a bucket of the durations counts everything up to its bound, and the last everything", async () => {
  const metrics = createMetrics();
  for (const seconds of [0.0005, 0.001, 0.0011, 3, 31]) {
    metrics.requestSeconds.observe({ operation: "read" }, seconds);
  }
  const written = await lines(metrics);
  for (const line of [
    "# TYPE preauth_request_seconds histogram",
    'preauth_request_seconds_bucket{le="0.001",operation="read"} 2',
    'preauth_request_seconds_bucket{le="0.005",operation="read"} 3',
    'preauth_request_seconds_bucket{le="2.5",operation="read"} 3',
    'preauth_request_seconds_bucket{le="5",operation="read"} 4',
    'preauth_request_seconds_bucket{le="30",operation="read"} 4',
    'preauth_request_seconds_bucket{le="+Inf",operation="read"} 5',
    'preauth_request_seconds_count{operation="read"} 5',
  ]) {
    assert.ok(written.includes(line), line);
  }
});

test("durations of different operations are counted separately", async () => {
  const metrics = createMetrics();
  metrics.requestSeconds.observe({ operation: "read" }, 1);
  metrics.requestSeconds.observe({ operation: "search" }, 1);
  const counts = (await lines(metrics)).filter((line) => /_count\{operation="\w+"\} 1$/.test(line));
  assert.equal(counts.length, 2);
});

test("every counter has its documented name and labels", async () => {
  const metrics = createMetrics();
  metrics.requests.inc({ operation: "read", status: 200 });
  metrics.upstreamCalls.inc({ operation: "read", outcome: "2xx" });
  metrics.upstreamRetries.inc({ operation: "read" });
  metrics.tokenCalls.inc({ outcome: "token" });
  metrics.redisFailures.inc();
  metrics.cacheReads.inc({ result: "hit" });
  metrics.events.inc({ name: "limit_otp" });
  const written = await lines(metrics);
  for (const line of [
    'preauth_requests_total{operation="read",status="200"} 1',
    'preauth_upstream_calls_total{operation="read",outcome="2xx"} 1',
    'preauth_upstream_retries_total{operation="read"} 1',
    'preauth_token_calls_total{outcome="token"} 1',
    "preauth_redis_failures_total 1",
    'preauth_cache_total{result="hit"} 1',
    'preauth_events_total{name="limit_otp"} 1',
  ]) {
    assert.ok(written.includes(line), line);
  }
});

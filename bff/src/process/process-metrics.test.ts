import assert from "node:assert/strict";
import { test } from "node:test";
import { createMetrics } from "../metrics/metrics.ts";
import { registerProcessMetrics } from "./process-metrics.ts";

async function written(overrides: Partial<Parameters<typeof registerProcessMetrics>[1]> = {}) {
  const metrics = createMetrics();
  registerProcessMetrics(metrics, {
    build: { version: "1.2.3", revision: "abc1234" },
    tokens: { state: "refused", secondsLeft: 12 },
    isDraining: () => true,
    isLogFailing: () => false,
    files: () => [{ variable: "HOSTS_FILE", isValid: false, loadedAt: 5_000 }],
    ...overrides,
  });
  return (await metrics.registry.metrics()).split("\n");
}

test("build, token, shutdown, log and files are gauges", async () => {
  const lines = await written();
  for (const line of [
    `preauth_build_info{version="1.2.3",revision="abc1234",node="${process.versions.node}"} 1`,
    'preauth_vendor_token_state{state="refused"} 1',
    'preauth_vendor_token_state{state="none_yet"} 0',
    "preauth_vendor_token_left_seconds 12",
    "preauth_draining 1",
    "preauth_log_failing 0",
    'preauth_file_valid{file="HOSTS_FILE"} 0',
    'preauth_file_loaded_timestamp_seconds{file="HOSTS_FILE"} 5',
  ]) {
    assert.ok(lines.includes(line), line);
  }
});

test("counters exist before their first event, so that a rate sees it", async () => {
  const lines = await written();
  for (const line of [
    'preauth_upstream_calls_total{operation="createRequest",outcome="5xx"} 0',
    'preauth_token_calls_total{outcome="refused"} 0',
    'preauth_redis_failures_total{cause="wrong_password"} 0',
    'preauth_events_total{name="webhook_refused"} 0',
    'preauth_events_total{name="limit_search_miss"} 0',
  ]) {
    assert.ok(lines.includes(line), line);
  }
});

test("no gauge is named like a counter", async () => {
  const lines = await written();
  const gauges = lines.filter((line) => /^# TYPE \S+ gauge$/.test(line));
  assert.deepEqual(
    gauges.filter((line) => /_total gauge$/.test(line)),
    [],
  );
});

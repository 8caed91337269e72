import { collectDefaultMetrics, Gauge } from "prom-client";
import { failureCauses } from "../logging/failure-cause.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { endpoints } from "../osigu/endpoints.ts";
import type { TokenCache, TokenState } from "../osigu/token/token-cache.ts";
import { policies } from "../rate-limits/policies.ts";
import type { FileStatus } from "../settings/watched-file.ts";
import type { BuildInfo } from "./build-info.ts";

/** Gauges that prom-client names like counters, which Prometheus warns of. */
const misnamed = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
];

const tokenStates: readonly TokenState[] = ["ok", "none yet", "refused", "limited", "unavailable"];
const vendorOutcomes = ["2xx", "3xx", "4xx", "429", "5xx", "connect", "timeout", "broken"];
const tokenOutcomes = ["token", "limited", "refused", "later"];
const webhookResults = ["taken", "known", "ignored", "other_environment", "refused"];

type Sources = {
  build: BuildInfo;
  tokens: Pick<TokenCache, "state" | "secondsLeft">;
  isDraining: () => boolean;
  isLogFailing: () => boolean;
  files: () => FileStatus[];
};

/** Registers the metrics of the process: Node's own, its build, its token, its files. */
export function registerProcessMetrics(metrics: Metrics, sources: Sources): void {
  const { registry } = metrics;
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  startCounters(metrics);

  const { build, tokens, isDraining, isLogFailing, files } = sources;
  new Gauge({
    name: "preauth_build_info",
    help: "1, with the version, the commit and the version of Node.",
    labelNames: ["version", "revision", "node"],
    registers,
  }).set({ ...build, node: process.versions.node }, 1);
  new Gauge({
    name: "preauth_vendor_token_state",
    help: "1 for the present state of the vendor's token.",
    labelNames: ["state"],
    registers,
    collect() {
      for (const state of tokenStates)
        this.set({ state: state.replace(" ", "_") }, state === tokens.state ? 1 : 0);
    },
  });
  new Gauge({
    name: "preauth_vendor_token_left_seconds",
    help: "Seconds for which the vendor's token is still used.",
    registers,
    collect() {
      this.set(tokens.secondsLeft);
    },
  });
  new Gauge({
    name: "preauth_draining",
    help: "1 while the instance stops.",
    registers,
    collect() {
      this.set(isDraining() ? 1 : 0);
    },
  });
  new Gauge({
    name: "preauth_log_failing",
    help: "1 while log lines cannot be written.",
    registers,
    collect() {
      this.set(isLogFailing() ? 1 : 0);
    },
  });
  new Gauge({
    name: "preauth_file_valid",
    help: "1 while the content of a watched file is in use, 0 while it is refused.",
    labelNames: ["file"],
    registers,
    collect() {
      for (const { variable, isValid } of files()) this.set({ file: variable }, isValid ? 1 : 0);
    },
  });
  new Gauge({
    name: "preauth_file_loaded_timestamp_seconds",
    help: "When a watched file was last read that is valid.",
    labelNames: ["file"],
    registers,
    collect() {
      for (const { variable, loadedAt } of files()) this.set({ file: variable }, loadedAt / 1000);
    },
  });
}

/** Counters begin at 0 before their first event: otherwise a rate does not see it. */
function startCounters({ upstreamCalls, tokenCalls, redisFailures, events }: Metrics): void {
  for (const operation of Object.keys(endpoints)) {
    for (const outcome of vendorOutcomes) upstreamCalls.inc({ operation, outcome }, 0);
  }
  for (const outcome of tokenOutcomes) tokenCalls.inc({ outcome }, 0);
  for (const cause of failureCauses) redisFailures.inc({ cause }, 0);
  for (const result of webhookResults) events.inc({ name: `webhook_${result}` }, 0);
  for (const limit of Object.keys(policies)) events.inc({ name: `limit_${limit}` }, 0);
}

import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { auditTo, type HostsAudit } from "../audit/audit.ts";
import { cachedReads } from "../cache/cached-reads.ts";
import { type HostsEvents, type HostsFileError, watchHosts } from "../hosts/hosts-file.ts";
import { memoryIdempotency } from "../idempotency/memory-store.ts";
import { redisIdempotency } from "../idempotency/redis-store.ts";
import type { Logger, ProcessLoggers } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { HttpArcClient } from "../osigu/arc-client.ts";
import { arcTokenAdvice } from "../osigu/token/token-advice.ts";
import { Transport } from "../osigu/transport.ts";
import { memoryExpiringStore, redisExpiringStore } from "../otp/expiring-store.ts";
import { otpVerifications } from "../otp/otp-verifications.ts";
import { memorySendThrottle, redisSendThrottle } from "../otp/send-throttle.ts";
import { grantLifetime, memoryOwnership } from "../ownership/ownership.ts";
import { redisOwnership } from "../ownership/redis-ownership.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { memoryRateLimits } from "../rate-limits/memory-store.ts";
import { rateLimiter } from "../rate-limits/rate-limiter.ts";
import { redisRateLimits } from "../rate-limits/redis-store.ts";
import { noRecents, recentRequests } from "../recents/recents.ts";
import { memoryRecents, redisRecents } from "../recents/recents-store.ts";
import { type RedisTopology, redisConnector } from "../redis/connection.ts";
import { createEncryption } from "../redis/encryption.ts";
import { SharedRedis } from "../redis/redis.ts";
import { memoryEventLog } from "../request-events/event-log.ts";
import { redisEventLog } from "../request-events/redis-event-log.ts";
import { redisPubSub } from "../request-events/redis-pubsub.ts";
import { RequestWatchers } from "../request-events/request-watchers.ts";
import { observedEventLog } from "../request-list/observed-event-log.ts";
import { createServer } from "../server.ts";
import { resumeKeys } from "../session/resume-keys.ts";
import { sessionTokens } from "../session/session-tokens.ts";
import { docsFiles } from "../static/docs-files.ts";
import { widgetFiles } from "../static/widget-files.ts";
import { WidgetVersions } from "../static/widget-versions.ts";
import { noTracing, type Tracing } from "../tracing/tracing.ts";
import { webhookReceiver } from "../webhooks/receive-webhook.ts";
import { readBuildInfo } from "./build-info.ts";
import { createDeliveries } from "./create-deliveries.ts";
import { createDocumentValidation } from "./create-document-validation.ts";
import { createRequestList } from "./create-request-list.ts";
import { createVendorTokens } from "./create-vendor-tokens.ts";
import { InFlightRequests } from "./graceful-shutdown.ts";
import { registerProcessMetrics } from "./process-metrics.ts";
import type { Settings } from "./settings.ts";

/** One-time codes that one requester may have sent in an hour. */
const maxCodesPerRequester = 30;

/** Milliseconds for which a Redis that is only slow is waited for at the start. */
const redisPatience = 3_000;

/** Where `pnpm build` and `pnpm package` put the widget. */
export const builtWidget = fileURLToPath(new URL("../../../widget/dist", import.meta.url));

type Loggers = Pick<ProcessLoggers, "log" | "auditLog" | "isFailing">;

/** Why the server cannot start, as a sentence for the operator. */
export class StartError extends Error {}

export type Running = {
  /** The port on which it listens. */
  port: number;
  /**
   * Reports that it is not ready, and after `lead` milliseconds accepts no more connections, finishes the requests in
   * flight, and closes every connection.
   */
  stop(lead: number): Promise<void>;
};

/** Creates every capability and starts the server. Throws `HostsFileError` when the hosts cannot be read. */
export async function startServer(
  settings: Settings,
  { log, auditLog, isFailing: isLogFailing }: Loggers,
  tracing: Tracing = noTracing,
): Promise<Running> {
  const metrics = createMetrics();
  const audit = auditTo(auditLog);
  const hosts = watchHosts(settings.hostsFile, hostsEvents(log, audit));
  if (hosts.count === 0) log.warn("hosts_file_empty");
  const { session } = settings.secrets;
  const redisConnection = settings.redis && redisConnector(settings.redis);
  const redis = redisConnection && new SharedRedis(redisConnection, log, metrics);
  const encryption = createEncryption(session);
  const transport = new Transport(settings.vendorUrl);
  // Uploads, up to `uploads_in_all` at once, must leave connections for everything else.
  const uploadTransport = new Transport(settings.vendorUrl);
  // The token endpoint has its own connections, so that a renewal never waits for other calls.
  const tokenTransport = new Transport(settings.vendorUrl, { connections: 2, maxExchanges: 8 });
  const { clientId, clientSecret } = settings.secrets;
  const { environment, tokenGrant: grant, vendorUrl } = settings;
  const advice = arcTokenAdvice(environment, grant);
  const account = { vendorUrl, grant, advice, clientId, clientSecret, tracing };
  const tokens = createVendorTokens({
    ...account,
    transport: tokenTransport,
    redis,
    encryption,
    log,
    metrics,
  });

  const arc = new HttpArcClient({
    transport,
    uploadTransport,
    tokens,
    metrics,
    tracing,
    log,
    providerSlug: settings.providerSlug,
  });
  const { requestsKept } = settings;
  const pubSub = redisConnection && redisPubSub(redisConnection);
  const storedLog =
    redis && pubSub
      ? redisEventLog(redis, encryption, pubSub, requestsKept)
      : memoryEventLog(Date.now, requestsKept);
  const { policies } = settings.limits;
  const store = redis ? redisRateLimits(redis, policies) : memoryRateLimits(policies);
  const limiter = rateLimiter({ metrics, settings: settings.limits, store });
  const { webhook: secret } = settings.secrets;
  const lists = createRequestList({
    settings,
    eventLog: storedLog,
    redis,
    encryption,
    hosts,
    limiter,
    metrics,
  });
  const deliveries = createDeliveries({
    settings,
    eventLog: storedLog,
    store: lists.store,
    redis,
    encryption,
    hosts,
    log,
    metrics,
    audit,
    tracing,
  });
  const eventLog = observedEventLog(storedLog, async (requestId) => {
    const record = await lists.requests.refresh(requestId);
    const isScheduled = record === undefined || (await deliveries.deliverer.schedule(record));
    if (!isScheduled) throw new ProblemError("overloaded", { retryAfter: 1 });
  });
  const watchers = new RequestWatchers({
    eventLog,
    arc,
    hosts,
    limiter,
    metrics,
    hasWebhooks: secret !== undefined,
  });
  const documents = createDocumentValidation({
    settings,
    tokenTransport,
    eventLog,
    redis,
    encryption,
    log,
    metrics,
    tracing,
  });
  const throttleRules = {
    pauses: settings.otpPauses.map((seconds) => seconds * 1000),
    maxPerRequester: maxCodesPerRequester,
  };
  const grantLifetimes = { ...grantLifetime, request: requestsKept };
  const ownership = redis ? redisOwnership(redis, grantLifetimes) : memoryOwnership(grantLifetimes);
  const idempotency = redis ? redisIdempotency(redis, encryption) : memoryIdempotency();
  const verifications = otpVerifications(
    redis ? redisExpiringStore(redis, encryption) : memoryExpiringStore(),
  );
  pubSub?.onErasure((erasure) => {
    redis?.erasures.record(erasure);
    const holders = [ownership, idempotency, verifications, storedLog, watchers];
    for (const holder of holders) holder.erase(erasure);
    for (const holder of [lists.store, lists.beneficiaryNames, deliveries.queue]) holder.erase(erasure);
  });
  const inFlight = new InFlightRequests();
  const build = readBuildInfo();
  registerProcessMetrics(metrics, {
    build,
    tokens,
    isDraining: () => inFlight.isDraining,
    isLogFailing,
    files: () => [{ variable: "HOSTS_FILE", ...hosts.status }, ...settings.fileStatus()],
  });
  const widgetDir = settings.widgetDir ?? builtWidget;
  const widgetVersions = new WidgetVersions(widgetDir, settings.widgetVersion);
  const server = createServer({
    arc,
    cached: cachedReads(arc, metrics),
    hosts,
    sessions: sessionTokens(session, { environment: settings.environment }),
    resumeKeys: resumeKeys(session),
    recents: settings.recents
      ? recentRequests(redis ? redisRecents(redis, encryption) : memoryRecents())
      : noRecents,
    ownership,
    idempotency,
    eventLog,
    watchers,
    requests: lists.requests,
    listWatchers: lists.listWatchers,
    beneficiaryNames: lists.beneficiaryNames,
    productNames: lists.productNames,
    webhooks:
      secret &&
      webhookReceiver({
        eventLog,
        secret,
        environment: settings.environment,
        log,
        metrics,
        findRequest: lists.requests.findByAuthorization,
      }),
    documents: documents?.checks,
    verifications,
    sendThrottle: redis ? redisSendThrottle(redis, throttleRules) : memorySendThrottle(throttleRules),
    otpOperation: settings.otpSend === "send" ? "sendOtp" : "generateOtp",
    limiter,
    audit,
    proxyHops: settings.proxyHops,
    condition: {
      draining: () => inFlight.isDraining,
      vendorToken: () => tokens.state,
      vendorTokenAdvice: () => tokens.advice,
      redis: () => redis?.state ?? "none",
      build,
      widget: async () => ((await widgetVersions.current()) ? "ok" : "missing"),
    },
    inFlight,
    tracing,
    log,
    metrics,
    metricsToken: settings.secrets.metricsToken,
    maxUploadBytes: settings.maxUploadBytes,
    refuseActiveContent: settings.refuseActiveContent,
    publicUrl: settings.publicUrl,
    docs: settings.apiDocs ? docsFiles() : undefined,
    overTls: settings.publicUrl?.startsWith("https:") === true,
    widgetFiles: widgetFiles(widgetDir, widgetVersions),
  });
  // It has what other instances granted, and may have a token, which saves a call.
  await redis?.ready(redisPatience);
  checkTopology(await redis?.topology(), settings.redis);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.port, settings.host, () => resolve());
  });
  tokens.start();
  deliveries.deliverer.start();
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.port;
  log.info({ port, environment: settings.environment, ...build, node: process.versions.node }, "listening");
  await logWidget(widgetVersions, widgetDir, log);

  return {
    port,
    async stop(lead) {
      inFlight.announceDrain();
      log.info({ lead_ms: lead }, "draining");
      await setTimeout(lead);
      watchers.close();
      lists.listWatchers.close();
      lists.store.close();
      await inFlight.drain(server);
      await deliveries.close();
      tokens.close();
      redis?.close();
      hosts.close();
      settings.close();
      await Promise.all([
        tracing.close(),
        transport.close(),
        uploadTransport.close(),
        tokenTransport.close(),
        documents?.close(),
      ]);
      log.info("stopped");
    },
  };
}

/** Says what a reload of the hosts file changed. */
function hostsEvents(log: Logger, audit: HostsAudit): HostsEvents {
  return {
    onRefused: (why) => log.error({ why }, "hosts_file_refused"),
    onRestored: () => log.info("hosts_file_restored"),
    onChanged(change) {
      log.info(change, "hosts_file_changed");
      for (const id of change.added) audit.recordHost("host_added", id);
      for (const id of change.changed) audit.recordHost("host_changed", id);
      for (const id of change.removed) audit.recordHost("host_removed", id);
    },
  };
}

/** A server of another kind than the settings say answers some commands, and fails at others. */
function checkTopology(topology: string | undefined, settings: RedisTopology | undefined): void {
  if (topology === "standalone" && settings?.cluster) {
    throw new StartError(
      "REDIS_CLUSTER is true, but REDIS_URL leads to no Redis Cluster. Example: REDIS_CLUSTER=false",
    );
  }
  if (topology === "cluster" && !settings?.cluster) {
    throw new StartError("REDIS_URL leads to a Redis Cluster. Example: REDIS_CLUSTER=true");
  }
  if (topology === "sentinel") {
    throw new StartError(
      "REDIS_URL leads to a Sentinel, which holds no data. Example: REDIS_SENTINELS=10.0.0.1:26379 and REDIS_SENTINEL_NAME=mymaster",
    );
  }
}

/** Says which widget is served, or that there is none: a page would load nothing. */
async function logWidget(versions: WidgetVersions, directory: string, log: Logger): Promise<void> {
  const current = await versions.current();
  const found = (await versions.list()).map(({ version }) => version ?? "unknown");
  if (current === undefined) log.warn({ directory, versions: found }, "widget_missing");
  else log.info({ version: current.version, versions: found }, "widget_found");
}

export type { HostsFileError };

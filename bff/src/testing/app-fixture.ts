import { createHash } from "node:crypto";
import { type AppDependencies, createApp } from "../app.ts";
import { auditTo } from "../audit/audit.ts";
import { cachedReads } from "../cache/cached-reads.ts";
import { hostsFrom } from "../hosts/hosts.ts";
import { memoryIdempotency } from "../idempotency/memory-store.ts";
import { createAuditLogger, createLogger } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import type { ArcClient, CallInput } from "../osigu/arc-client.ts";
import { memoryExpiringStore } from "../otp/expiring-store.ts";
import { otpVerifications } from "../otp/otp-verifications.ts";
import { memorySendThrottle } from "../otp/send-throttle.ts";
import { memoryOwnership } from "../ownership/ownership.ts";
import { unlimited } from "../rate-limits/rate-limiter.ts";
import { recentRequests } from "../recents/recents.ts";
import { memoryRecents } from "../recents/recents-store.ts";
import { createEncryption } from "../redis/encryption.ts";
import { memoryEventLog } from "../request-events/event-log.ts";
import { RequestWatchers } from "../request-events/request-watchers.ts";
import { beneficiaryNames } from "../request-list/beneficiary-names.ts";
import { ListWatchers } from "../request-list/list-watchers.ts";
import { ProductNames } from "../request-list/product-names.ts";
import { memoryRecordStore } from "../request-list/record-store.ts";
import { requestList } from "../request-list/request-list.ts";
import { resumeKeys } from "../session/resume-keys.ts";
import { sessionTokens } from "../session/session-tokens.ts";
import { fixedSecret } from "../settings/secret.ts";
import { docsFiles } from "../static/docs-files.ts";
import { noTracing } from "../tracing/tracing.ts";

export const clinicOrigin = "https://clinic.example";
export const hostKey = "an-invented-key";

/** A call that reached the vendor. */
export type VendorCall = { operation: string } & CallInput;

/** An application in memory, with a fake vendor that sends `replies`, and its log lines. */
export function appFixture(overrides: Partial<AppDependencies> = {}) {
  const calls: VendorCall[] = [];
  const replies: Record<string, unknown> = { listSponsors: [], getSearchForms: [], searchDiagnoses: {} };
  const arc: ArcClient = {
    providerSlug: "provider",
    call: (async (operation: string, input: CallInput) => {
      calls.push({ operation, ...input });
      return replies[operation];
    }) as ArcClient["call"],
    upload: async () => {},
  };
  const lines: Record<string, unknown>[] = [];
  const output = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const metrics = createMetrics();
  const secret = fixedSecret(["an-invented-session-secret-of-32-bytes"]);
  const hosts = hostsFrom([
    {
      id: "clinic",
      key_sha256: [createHash("sha256").update(hostKey).digest("hex")],
      origins: [clinicOrigin],
    },
  ]);
  const eventLog = memoryEventLog();
  const sessions = sessionTokens(secret);
  const names = beneficiaryNames(undefined, createEncryption(secret));
  const products = new ProductNames();
  const records = memoryRecordStore(30 * 24 * 3_600_000);
  const deps: AppDependencies = {
    arc,
    cached: cachedReads(arc, metrics),
    hosts,
    sessions,
    resumeKeys: resumeKeys(secret),
    recents: recentRequests(memoryRecents()),
    ownership: memoryOwnership(),
    idempotency: memoryIdempotency(),
    eventLog,
    watchers: new RequestWatchers({ eventLog, arc, hosts, limiter: unlimited, metrics, hasWebhooks: true }),
    requests: requestList({ store: records, eventLog, names, products }),
    listWatchers: new ListWatchers({ store: records, eventLog, hosts, limiter: unlimited, metrics }),
    beneficiaryNames: names,
    productNames: products,
    webhooks: undefined,
    documents: undefined,
    verifications: otpVerifications(memoryExpiringStore()),
    sendThrottle: memorySendThrottle({ pauses: [0], maxPerRequester: 1_000 }),
    otpOperation: "sendOtp",
    limiter: unlimited,
    audit: auditTo(createAuditLogger(output)),
    condition: {
      draining: () => false,
      vendorToken: () => "ok",
      vendorTokenAdvice: () => undefined,
      redis: () => "none",
      build: { version: "0.0.0", revision: "test" },
      widget: async () => "ok",
    },
    metrics,
    metricsToken: undefined,
    maxUploadBytes: 1_000_000,
    refuseActiveContent: false,
    widgetFiles: async () => undefined,
    docs: docsFiles(),
    publicUrl: undefined,
    log: createLogger(output, "info"),
    inFlight: { isDraining: false, add: () => {} },
    tracing: noTracing,
    proxyHops: 0,
    overTls: false,
    ...overrides,
  };
  return {
    deps,
    app: createApp(deps),
    calls,
    replies,
    /** Log lines, the audit's among them. */
    lines,
    /** The header with a session token of a user of the clinic. */
    async bearer(): Promise<{ authorization: string }> {
      const { token } = await sessions.issue({
        host: "clinic",
        subject: "ana",
        origins: [clinicOrigin],
        sponsors: undefined,
        productTypes: undefined,
        beneficiaryId: undefined,
        within: undefined,
      });
      return { authorization: `Bearer ${token}` };
    },
  };
}

import type { Audit } from "../audit/audit.ts";
import type { CachedRead } from "../cache/cached-reads.ts";
import type { DocumentChecks } from "../document-validation/document-checks.ts";
import type { Condition } from "../health/health.ts";
import type { Hosts } from "../hosts/hosts.ts";
import type { IdempotencyStore } from "../idempotency/idempotency.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { ArcClient } from "../osigu/arc-client.ts";
import type { OtpVerifications } from "../otp/otp-verifications.ts";
import type { SendThrottle } from "../otp/send-throttle.ts";
import type { Ownership } from "../ownership/ownership.ts";
import type { RateLimiter } from "../rate-limits/rate-limiter.ts";
import type { RecentRequests } from "../recents/recents.ts";
import type { EventLog } from "../request-events/event-log.ts";
import type { RequestWatchers } from "../request-events/request-watchers.ts";
import type { BeneficiaryNames } from "../request-list/beneficiary-names.ts";
import type { ListWatchers } from "../request-list/list-watchers.ts";
import type { ProductNames } from "../request-list/product-names.ts";
import type { RequestList } from "../request-list/request-list.ts";
import type { ResumeKeys } from "../session/resume-keys.ts";
import type { SessionTokens } from "../session/session-tokens.ts";
import type { LiveSecret } from "../settings/secret.ts";
import type { ServedFiles } from "../static/served-file.ts";
import type { WebhookReceiver } from "../webhooks/receive-webhook.ts";

/** The capabilities that routes use. Each may be another one: memory or Redis, the vendor or a stand-in. */
export type Dependencies = {
  arc: ArcClient;
  /** Reads whose reply is the same for every user of the provider. */
  cached: CachedRead;
  hosts: Hosts;
  sessions: SessionTokens;
  resumeKeys: ResumeKeys;
  ownership: Ownership;
  idempotency: IdempotencyStore;
  /** What is known of each request, and who watches it. */
  eventLog: EventLog;
  watchers: RequestWatchers;
  /** What each owner has asked for, and who watches all of it. */
  requests: RequestList;
  listWatchers: ListWatchers;
  beneficiaryNames: BeneficiaryNames;
  productNames: ProductNames;
  /** What each user has asked for most and last. */
  recents: RecentRequests;
  /** Undefined: no webhooks are taken. */
  webhooks: WebhookReceiver | undefined;
  /** Undefined: documents are not checked. */
  documents: DocumentChecks | undefined;
  verifications: OtpVerifications;
  sendThrottle: SendThrottle;
  /** Which of the vendor's two documented operations sends a one-time code. */
  otpOperation: "sendOtp" | "generateOtp";
  limiter: RateLimiter;
  audit: Audit;
  condition: Condition;
  metrics: Metrics;
  metricsToken: LiveSecret | undefined;
  maxUploadBytes: number;
  /** Whether a PDF with script or actions is refused; otherwise it is only recorded. */
  refuseActiveContent: boolean;
  widgetFiles: ServedFiles;
  /** The page that shows the API. Undefined: neither it nor the description is served. */
  docs: ServedFiles | undefined;
  /** Where browsers reach this server, where that is set. */
  publicUrl: string | undefined;
};

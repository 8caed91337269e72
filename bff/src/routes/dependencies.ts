import type { Audit } from "../audit/audit.ts";
import type { CacheRead } from "../cache/cached-reads.ts";
import type { DocumentChecks } from "../document-validation/document-checks.ts";
import type { IdempotencyStore } from "../idempotency/idempotency.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Arc } from "../osigu/arc-client.ts";
import type { Proofs } from "../otp/otp-verifications.ts";
import type { Sendings } from "../otp/send-throttle.ts";
import type { Owned, Ownership } from "../ownership/ownership.ts";
import type { Limits } from "../rate-limits/rate-limiter.ts";
import type { History } from "../request-events/event-log.ts";
import type { LiveRequests } from "../request-events/request-watchers.ts";
import type { Session } from "../session/session.ts";

/** What handlers work with. */
export type Services = {
  arc: Arc;
  /** Reads that are the same for everybody of the provider. */
  cached: CacheRead;
  ownership: Ownership;
  idempotency: IdempotencyStore;
  /** What is known of each request, and who is watching it. */
  history: History;
  live: LiveRequests;
  /** Undefined: documents are not looked at. */
  documents: DocumentChecks | undefined;
  proofs: Proofs;
  sendings: Sendings;
  /** Which of the two documented ways a one-time code is asked for. */
  otpOperation: "sendOtp" | "generateOtp";
  limits: Limits;
  audit: Audit;
  metrics: Metrics;
  maxUploadBytes: number;
  /** Whether a PDF that carries script or actions is refused; otherwise it is only told of. */
  refuseActiveContent: boolean;
};

/** Notes that a session may reach what it looked up or made, and its user without the session's restrictions too. */
export async function grantTo(
  { owner, widerOwner }: Session,
  kind: Owned,
  ids: readonly string[],
  ownership: Ownership,
): Promise<void> {
  await ownership.grant(owner, kind, ids);
  if (widerOwner !== undefined) await ownership.grant(widerOwner, kind, ids);
}

import type { Audit } from "../audit/audit.ts";
import type { CacheRead } from "../cache/cached-arc.ts";
import type { IdempotencyStore } from "../idempotency/idempotency.ts";
import type { Limits } from "../limits/limits.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Arc } from "../osigu/arc.ts";
import type { Owned, Ownership } from "../ownership/ownership.ts";
import type { Session } from "../session/session.ts";

/** What handlers work with. */
export type Services = {
  arc: Arc;
  /** Reads that are the same for everybody of the provider. */
  cached: CacheRead;
  ownership: Ownership;
  idempotency: IdempotencyStore;
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

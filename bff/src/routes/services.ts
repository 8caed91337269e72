import type { CacheRead } from "../cache/cached-arc.ts";
import type { IdempotencyStore } from "../idempotency/idempotency.ts";
import type { Arc } from "../osigu/arc.ts";
import type { Ownership } from "../ownership/ownership.ts";

/** What handlers work with. */
export type Services = {
  arc: Arc;
  /** Reads that are the same for everybody of the provider. */
  cached: CacheRead;
  ownership: Ownership;
  idempotency: IdempotencyStore;
  maxUploadBytes: number;
};

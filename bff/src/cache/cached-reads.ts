import type { Metrics } from "../metrics/metrics.ts";
import type { ArcClient, CallInput, Language } from "../osigu/arc-client.ts";
import type { JsonOperation } from "../osigu/endpoints.ts";
import { Cache, type Freshness } from "./cache.ts";

const minutes = (count: number) => count * 60_000;

/**
 * The operations whose replies are cached, and for how long. Sponsors change their rules without notice: two minutes.
 * No operation with personal data is listed.
 */
const freshness = {
  listSponsors: { fresh: minutes(5), stale: minutes(60) },
  getSearchForms: { fresh: minutes(5), stale: minutes(60) },
  getConfiguration: { fresh: minutes(2), stale: minutes(30) },
  searchProducts: { fresh: minutes(5), stale: minutes(60) },
  searchDiagnoses: { fresh: minutes(30), stale: minutes(240) },
} as const satisfies Partial<Record<JsonOperation, Freshness>>;

export type CachedOperation = keyof typeof freshness;

/** A reply of the vendor: its value, and the same as JSON text, ready to be sent. */
export type CachedReply = { value: unknown; json: Buffer };

export type CachedRead = (
  operation: CachedOperation,
  input: CallInput,
  context: { requestId: string; language?: Language | undefined },
) => CachedReply | Promise<CachedReply>;

/** Reads through the cache. Callers share the call to the vendor, so the disconnect of one does not end it. */
export function cachedReads(arc: ArcClient, metrics: Metrics, now?: () => number): CachedRead {
  const cache = new Cache<CachedReply>(({ json }) => json.length * 3, metrics, now);
  return (operation, input, { requestId, language }) =>
    cache.get(keyOf(operation, input, language), freshness[operation], async () => {
      const value = await arc.call(operation, input, { requestId, language });
      return { value, json: Buffer.from(JSON.stringify(value)) };
    });
}

/** JSON, so that a search text cannot be mistaken for another parameter. Texts differ by language. */
function keyOf(
  operation: CachedOperation,
  { params, query }: CallInput,
  language: Language | undefined,
): string {
  return JSON.stringify([operation, params, query, language]);
}

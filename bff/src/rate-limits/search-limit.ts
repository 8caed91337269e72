import { ProblemError } from "../problem/problem-error.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import type { Charge } from "./store.ts";

/** Problems that mean that a search found nobody. Any other failure says nothing about a person, and is no miss. */
const misses: readonly string[] = ["beneficiary_not_found", "not_found"];

/** Who searches: the key of its session, its host and its address. */
export type Searcher = { limitKey: string; host: string; clientIp: string; hasLeft(): boolean };

/**
 * Searches for a person within the limits. A search counts as a miss from its start, and is refunded when it found
 * somebody: so a thousand searches at the same time are counted before any of them ends.
 */
export async function limitedSearch<Found>(
  limiter: Pick<RateLimiter, "take" | "refund">,
  { limitKey, host, clientIp, hasLeft }: Searcher,
  search: () => Promise<Found>,
): Promise<Found> {
  const miss: Charge[] = [
    { name: "search_miss", key: limitKey },
    { name: "search_miss_long", key: limitKey },
    { name: "search_miss_host", key: host },
    { name: "search_miss_address", key: clientIp },
  ];
  await limiter.take([{ name: "search", key: limitKey }, ...miss]);
  let missed = false;
  try {
    return await search();
  } catch (thrown) {
    // A client that leaves early may have learned enough from the time that it took.
    missed = hasLeft() || (thrown instanceof ProblemError && misses.includes(thrown.code));
    throw thrown;
  } finally {
    if (!missed) await limiter.refund(miss);
  }
}

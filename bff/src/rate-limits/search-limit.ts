import type { Call } from "../http/call.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import type { Limits } from "./rate-limiter.ts";
import type { Charge } from "./store.ts";

/**
 * Problems after which a search counts as one that found nobody. Of every other ending the caller learns nothing
 * about anybody, so that only the search itself is counted.
 */
const misses: readonly string[] = ["beneficiary_not_found", "not_found"];

/**
 * Searches for a person within the limits. A search is counted as a miss from its beginning, and given back when it
 * was none: a thousand at once are a thousand misses, not a thousand that nobody has counted yet.
 */
export async function searching<Found>(
  limits: Limits,
  call: Call & { session: Session },
  search: () => Promise<Found>,
): Promise<Found> {
  const { limitKey, host } = call.session;
  const asMiss: Charge[] = [
    { name: "search_miss", key: limitKey },
    { name: "search_miss_long", key: limitKey },
    { name: "search_miss_host", key: host },
    { name: "search_miss_address", key: call.address },
  ];
  await limits.take(call, [{ name: "search", key: limitKey }, ...asMiss]);
  let missed = false;
  try {
    return await search();
  } catch (thrown) {
    // Whoever leaves early may have seen enough of how long it took.
    missed = call.gone || (thrown instanceof ProblemError && misses.includes(thrown.code));
    throw thrown;
  } finally {
    if (!missed) await limits.giveBack(asMiss);
  }
}

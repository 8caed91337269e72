/** So many uses in so many seconds. The whole quota may be used at once; it refills evenly over the seconds. */
export type Policy = { quota: number; seconds: number };

/**
 * Every limit over time, by name. Ordinary use is a tenth of them or less. What needs protection is the search for
 * people: whoever tries document numbers finds almost nobody, so that misses have strict limits of their own.
 */
export const policies = {
  /** Requests of one address. A hospital's whole staff may share one. */
  address: { quota: 12_000, seconds: 60 },
  /** Requests of one user of a host. */
  session: { quota: 600, seconds: 60 },
  /** Requests of all users of a host. */
  host: { quota: 30_000, seconds: 60 },
  /** Session tokens of one host. */
  token: { quota: 1_200, seconds: 60 },
  /** Wrong keys from one address. */
  wrong_key_address: { quota: 30, seconds: 60 },
  /** Wrong keys for one host, from any address. */
  wrong_key_host: { quota: 100, seconds: 60 },
  /** Searches of one user: a busy hour at a desk. */
  search: { quota: 120, seconds: 3_600 },
  /** Searches of one user that found nobody: ten at once, then one a minute … */
  search_miss: { quota: 10, seconds: 600 },
  /** … and one in six minutes once there were sixty. */
  search_miss_long: { quota: 60, seconds: 21_600 },
  /** Documents of one user. */
  upload: { quota: 240, seconds: 3_600 },
  search_miss_host: { quota: 1_200, seconds: 3_600 },
  search_miss_address: { quota: 600, seconds: 3_600 },
} as const satisfies Record<string, Policy>;

export type LimitName = keyof typeof policies;

/**
 * Limits that every request counts against. Several instances share them with a short delay: a round trip to Redis
 * for each request would cost more than everything else that is done for it.
 */
export const perRequestLimits: ReadonlySet<LimitName> = new Set<LimitName>(["address", "session", "host"]);

/**
 * Limits of many users together, which ordinary use never comes near. What is given back to them reaches other instances
 * with the short delay of the limits of every request: it would be most of what a search asks of Redis.
 */
export const collectiveLimits: ReadonlySet<LimitName> = new Set<LimitName>([
  "search_miss_address",
  "search_miss_host",
]);

/** What may be open at once: for one user, and in this process. */
export const concurrency = {
  uploads: 6,
  uploads_in_all: 200,
  /** Uploads as Base64 in JSON, which are held in memory. */
  json_uploads: 2,
  json_uploads_in_all: 8,
  streams: 20,
  streams_in_all: 6_000,
} as const;

export type ConcurrencyLimitName = keyof typeof concurrency;

export type RateLimitSettings = {
  policies: Readonly<Record<LimitName, Policy>>;
  concurrency: Readonly<Record<ConcurrencyLimitName, number>>;
};

export const defaultLimits: RateLimitSettings = { policies, concurrency };

/**
 * The default limits with some of them changed: `session=1200/60,uploads=12`. Throws a `RangeError` whose message
 * says what is wrong without repeating the value.
 */
export function parseRateLimits(text: string): RateLimitSettings {
  const changed = parseLimits(text, Object.keys(policies), Object.keys(concurrency));
  return {
    policies: { ...policies, ...changed.policies },
    concurrency: { ...concurrency, ...changed.concurrency },
  };
}

/** Limits that a host may have of its own: those of its users, and of all of them together. */
const hostPolicies = [
  "session",
  "host",
  "token",
  "search",
  "search_miss",
  "search_miss_long",
  "search_miss_host",
  "upload",
] as const satisfies LimitName[];
const hostConcurrency = ["uploads", "json_uploads", "streams"] as const satisfies ConcurrencyLimitName[];

/** A host's own limits, which hold instead of those of the settings. */
export type HostLimits = {
  policies: Partial<Record<LimitName, Policy>>;
  concurrency: Partial<Record<ConcurrencyLimitName, number>>;
};

/** A host's own limits, written as in `RATE_LIMITS`. Throws a `RangeError` as `parseRateLimits` does. */
export const parseHostLimits = (text: string): HostLimits => parseLimits(text, hostPolicies, hostConcurrency);

function parseLimits(
  text: string,
  policyNames: readonly string[],
  concurrencyNames: readonly string[],
): HostLimits {
  const limits: { policies: Record<string, Policy>; concurrency: Record<string, number> } = {
    policies: {},
    concurrency: {},
  };
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    const [, name = "", quota = "", seconds] = /^([a-z_]+)=(\d{1,9})(?:\/(\d{1,6}))?$/.exec(part) ?? [];
    if (policyNames.includes(name) && Number(quota) > 0 && Number(seconds) > 0) {
      limits.policies[name] = { quota: Number(quota), seconds: Number(seconds) };
    } else if (concurrencyNames.includes(name) && Number(quota) > 0 && seconds === undefined) {
      limits.concurrency[name] = Number(quota);
    } else {
      throw new RangeError(
        `must list limits as name=count/seconds (${policyNames.join(", ")}) ` +
          `or name=count (${concurrencyNames.join(", ")})`,
      );
    }
  }
  return limits;
}

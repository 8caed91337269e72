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
  const changed = { policies: { ...policies }, concurrency: { ...concurrency } } as {
    policies: Record<string, Policy>;
    concurrency: Record<string, number>;
  };
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    const [, name = "", quota = "", seconds] = /^([a-z_]+)=(\d{1,9})(?:\/(\d{1,6}))?$/.exec(part) ?? [];
    if (Object.hasOwn(policies, name) && Number(quota) > 0 && Number(seconds) > 0) {
      changed.policies[name] = { quota: Number(quota), seconds: Number(seconds) };
    } else if (Object.hasOwn(concurrency, name) && Number(quota) > 0 && seconds === undefined) {
      changed.concurrency[name] = Number(quota);
    } else {
      throw new RangeError(
        `must list limits as name=count/seconds (${Object.keys(policies).join(", ")}) ` +
          `or name=count (${Object.keys(concurrency).join(", ")})`,
      );
    }
  }
  return changed as RateLimitSettings;
}

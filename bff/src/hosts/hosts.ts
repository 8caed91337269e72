import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { parseHostLimits } from "../rate-limits/policies.ts";
import { type HostWebhook, hostWebhook } from "./host-webhook.ts";

/** `https://clinic.example`, exactly as a browser sends it in `Origin`. */
const origin = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value;
}, "must be an origin as a browser sends it, such as https://clinic.example (never *)");

const keyHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "must be the SHA-256 of the key, as 64 hexadecimal digits");

const endedSessions = z.strictObject({
  /** Digest of the user's name (`subjectDigest`). Without it: every user. */
  subject_sha256: keyHash.optional(),
  /** Seconds since 1970. */
  until: z.number().int(),
});

const limits = z.string().transform((value, context) => {
  try {
    return parseHostLimits(value);
  } catch (thrown) {
    const message = thrown instanceof RangeError ? thrown.message : "is not valid";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  }
});

const entry = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, - or _"),
  /** Several during a rotation. */
  key_sha256: z.union([keyHash.transform((hash) => [hash]), z.array(keyHash).min(1).max(4)]),
  origins: z.array(origin).min(1, "must name at least one origin"),
  sponsors: z.array(z.string().min(1)).optional(),
  /** Switched off: neither its key nor its session tokens are accepted. */
  disabled: z.boolean().optional(),
  /** Session tokens that were issued until then are not accepted: of one user, or of all. */
  sessions_ended: z.array(endedSessions).optional(),
  /** What holds for the host and its users instead of `RATE_LIMITS`, written in the same way. */
  limits: limits.optional(),
  /** Where the host's server is notified of its requests. */
  webhook: hostWebhook.optional(),
});

/** The hosts file: `[{ "id", "key_sha256", "origins": ["https://clinic.example"], "sponsors"?: ["…"] }]`. */
export const hostsFile = z
  .array(entry)
  .refine(
    (hosts) => new Set(hosts.map((host) => host.id)).size === hosts.length,
    "must not name a host twice",
  );

/** A site that embeds the widget. Its server requests session tokens. */
export type Host = z.infer<typeof entry>;
export type { HostWebhook };

/** How the hosts file names a user, whose name may say who it is. */
export const subjectDigest = (host: string, subject: string): string =>
  createHash("sha256").update(`${host}\n${subject}`).digest("hex");

/** Whether the operator has ended a session that was issued at this second. */
export function isSessionEnded(
  host: Host,
  { subject, issuedAt }: { subject: string | undefined; issuedAt: number },
): boolean {
  const { sessions_ended: ended = [] } = host;
  if (ended.length === 0) return false;
  const digest = subject === undefined ? undefined : subjectDigest(host.id, subject);
  return ended.some(
    ({ subject_sha256: of, until }) => issuedAt <= until && (of === undefined || of === digest),
  );
}

/** The hosts that are not switched off, by their ids. */
export type Hosts = {
  find(id: string): Host | undefined;
  /** The host with this id and key. Takes the same time whether the id or the key is wrong. */
  authenticate(id: string, key: string): Host | undefined;
  /** Whether any host has this origin. A preflight carries no token, so this decides about it. */
  knowsOrigin(origin: string): boolean;
  /** Whether any host's server is to be notified. */
  hasWebhooks(): boolean;
};

/** Compared when the id is unknown, so that the time does not show it. */
const unknownHash = createHash("sha256").update("unknown").digest();

/** Hosts from a parsed hosts file. */
export function hostsFrom(all: readonly Host[]): Hosts {
  const list = all.filter(({ disabled }) => disabled !== true);
  const byId = new Map(list.map((host) => [host.id, host]));
  const hashes = new Map(
    list.map((host) => [host.id, host.key_sha256.map((hash) => Buffer.from(hash, "hex"))]),
  );
  const origins = new Set(list.flatMap((host) => host.origins));
  return {
    find: (id) => byId.get(id),
    authenticate(id, key) {
      const actual = createHash("sha256").update(key).digest();
      let isValid = false;
      for (const hash of hashes.get(id) ?? [unknownHash]) {
        if (timingSafeEqual(hash, actual)) isValid = true;
      }
      return isValid ? byId.get(id) : undefined;
    },
    knowsOrigin: (value) => origins.has(value),
    hasWebhooks: () => list.some(({ webhook }) => webhook !== undefined),
  };
}

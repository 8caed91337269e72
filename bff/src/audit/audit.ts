import type { Logger } from "pino";

/** What each event is in the terms of the Elastic Common Schema: its category, its type, its outcome. */
const events = {
  host_authenticated: ["authentication", "start", "success"],
  host_refused: ["authentication", "start", "failure"],
  session_made: ["session", "start", "success"],
  /** A session token that is forged, expired, or of a host that was removed. */
  session_refused: ["authentication", "denied", "failure"],
  /** A page whose origin is not one of the host's. */
  origin_refused: ["web", "denied", "failure"],
  /** An object that belongs to another owner, or to none. */
  object_refused: ["iam", "denied", "failure"],
  /** A sponsor, product type or person outside what the session was made for. */
  restriction_met: ["iam", "denied", "failure"],
  limit_met: ["intrusion_detection", "denied", "failure"],
  upload_refused: ["file", "denied", "failure"],
  /** A document with active content that was passed on, because the operator allows it. */
  upload_flagged: ["file", "info", "success"],
  webhook_refused: ["web", "denied", "failure"],
  /** A message about a request that a host's server has taken; the reason is its type. */
  delivery_taken: ["web", "info", "success"],
  /** One that it has not taken in 72 hours. */
  delivery_given_up: ["web", "info", "failure"],
  /** Changes of the hosts file, as this instance found them. */
  host_added: ["iam", "creation", "success"],
  host_changed: ["iam", "change", "success"],
  host_removed: ["iam", "deletion", "success"],
} as const satisfies Record<string, readonly [string, string, string]>;

export type AuditEvent = keyof typeof events;

/** The request that an event is about. */
export type AuditSubject = {
  requestId: string;
  operation: string;
  clientIp: string;
  hostId: string | undefined;
  /** Id of the session's token. */
  tokenId: string | undefined;
};

/**
 * `reason`: the name of a limit or the code of a problem. `origin`: that of a page that was refused for it. Never other
 * text of a client.
 */
export type AuditFields = { reason?: string | undefined; origin?: string | undefined };

/** The record of security-relevant acts: one JSON line each, whatever the log level is. */
export type Audit = {
  record(event: AuditEvent, subject: AuditSubject, fields?: AuditFields): void;
};

/** The record of changes of the hosts file, which no request causes. */
export type HostsAudit = {
  recordHost(event: Extract<AuditEvent, `host_${string}`>, hostId: string): void;
};

/**
 * An audit that writes to the logger of `createAuditLogger`. Field names are those of the Elastic Common Schema 8.
 * Addresses lose the part that tells one machine from its neighbours, and a session is named by its token's id alone.
 */
export function auditTo(logger: Pick<Logger, "info">): Audit & HostsAudit {
  const described = (event: AuditEvent) => {
    const [category, type, outcome] = events[event];
    return {
      "event.kind": "event",
      "event.dataset": "preauth.audit",
      "event.action": event,
      "event.category": [category],
      "event.type": [type],
      "event.outcome": outcome,
    };
  };
  return {
    recordHost(event, hostId) {
      logger.info({ ...described(event), "organization.id": hostId });
    },
    record(event, subject, { reason, origin } = {}) {
      logger.info({
        ...described(event),
        "event.reason": reason,
        "organization.id": subject.hostId,
        "source.ip": networkOf(subject.clientIp),
        "http.request.id": subject.requestId,
        "labels.operation": subject.operation,
        "labels.session": subject.tokenId,
        "labels.origin": origin,
      });
    },
  };
}

/** The network of an address: /24 of IPv4, /48 of IPv6. */
function networkOf(address: string): string | undefined {
  if (address === "") return undefined;
  if (!address.includes(":")) return address.replace(/\.\d+$/, ".0");
  return `${address.split(":").slice(0, 3).join(":")}::`;
}

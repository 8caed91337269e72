import type { Logger } from "pino";
import type { Call } from "../http/call.ts";

/** What each event is in the words of the Elastic Common Schema: its category, its type, and how it ended. */
const events = {
  host_authenticated: ["authentication", "start", "success"],
  host_refused: ["authentication", "start", "failure"],
  session_made: ["session", "start", "success"],
  /** A session token that is forged, expired, or of a host that is gone. */
  session_refused: ["authentication", "denied", "failure"],
  /** A page of an origin that is not the host's. */
  origin_refused: ["web", "denied", "failure"],
  /** An object that belongs to somebody else, or to nobody. */
  object_refused: ["iam", "denied", "failure"],
  /** A sponsor, product type or person outside what the session was made for. */
  restriction_met: ["iam", "denied", "failure"],
  limit_met: ["intrusion_detection", "denied", "failure"],
  upload_refused: ["file", "denied", "failure"],
  /** A document with active content that was passed on, because the operator lets it. */
  upload_flagged: ["file", "info", "success"],
  webhook_refused: ["web", "denied", "failure"],
} as const satisfies Record<string, readonly [string, string, string]>;

export type AuditEvent = keyof typeof events;

/** `reason`: a name of our own, such as a limit's or a problem's. Nothing that anybody sent. */
export type AuditFields = { reason?: string };

/** The record of security-relevant acts: one JSON line each, whatever the log level is. */
export type Audit = {
  tell(event: AuditEvent, call: Call, fields?: AuditFields): void;
};

/**
 * An audit that writes to the logger of `createAuditLogger`. Names of fields are those of the Elastic Common Schema 8;
 * addresses lose what tells one machine from its neighbours, and a session is known by the id of its token alone.
 */
export function auditTo(logger: Pick<Logger, "info">): Audit {
  return {
    tell(event, call, { reason } = {}) {
      const [category, type, outcome] = events[event];
      logger.info({
        "event.kind": "event",
        "event.dataset": "preauth.audit",
        "event.action": event,
        "event.category": [category],
        "event.type": [type],
        "event.outcome": outcome,
        "event.reason": reason,
        "organization.id": call.host,
        "source.ip": coarse(call.address),
        "http.request.id": call.requestId,
        "labels.operation": call.operation,
        "labels.session": call.session?.tokenId,
      });
    },
  };
}

/** The network of an address: /24 of IPv4, /48 of IPv6. */
function coarse(address: string): string | undefined {
  if (address === "") return undefined;
  if (!address.includes(":")) return address.replace(/\.\d+$/, ".0");
  return `${address.split(":").slice(0, 3).join(":")}::`;
}

/** Nothing is written. */
export const silentAudit: Audit = { tell: () => {} };

import { gunzipSync } from "node:zlib";
import {
  type AuthorizationEventType,
  authorizationEventTypes,
  type WebhookEvent,
  webhookAuthorization,
  webhookEvent,
} from "@osigu-preauth/shared";
import { parseJson } from "../json/parse-json.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { EventLog } from "../request-events/event-log.ts";
import type { LiveSecret } from "../settings/secret.ts";
import { isSigned } from "./signature.ts";

/** Bytes of a delivery, before and after it is decompressed. One has some five hundred. */
export const maxDeliveryBytes = 65_536;

/** A delivery as it arrived. */
export type Delivery = {
  body: Buffer;
  /** The header `X-Osigu-Signature`. */
  signature: string | undefined;
  /** The header `Content-Encoding`. */
  encoding: string | undefined;
};

/**
 * Takes a delivery. It resolves only once the event is stored where every instance finds it; until then ARC delivers
 * it again. Throws `unauthenticated`, `unsupported_media_type`, `invalid_request`, `validation_failed`, `overloaded`.
 */
export type WebhookReceiver = (delivery: Delivery) => Promise<void>;

/** What came of a delivery, as the metrics count it. */
type Result = "taken" | "known" | "ignored" | "other_environment";

type Deps = {
  eventLog: EventLog;
  secret: LiveSecret;
  environment: string;
  log: Logger;
  metrics: Metrics;
  now?: () => number;
};

export function webhookReceiver({
  eventLog,
  secret,
  environment,
  log,
  metrics,
  now = Date.now,
}: Deps): WebhookReceiver {
  return async ({ body, signature, encoding }) => {
    if (!isSigned(signature, body, secret.current(), now())) {
      metrics.events.inc({ name: "webhook_refused" });
      throw new ProblemError("unauthenticated");
    }
    const result = await take(readEvent(decode(body, encoding)));
    metrics.events.inc({ name: `webhook_${result}` });
    if (result === "other_environment") log.warn("webhook_of_other_environment");
  };

  async function take(event: WebhookEvent): Promise<Result> {
    if (event.environment !== environment) return "other_environment";
    const type = authorizationEventTypes.find((known) => known === event.event_type);
    if (type === undefined) return "ignored";
    const added = await eventLog.append(...entryOf(event, type, now()));
    // Stored in this process alone is not enough: ARC has to deliver it again.
    if (added === "local") throw new ProblemError("overloaded", { retryAfter: 2 });
    return added === "added" ? "taken" : "known";
  }
}

function entryOf(received: WebhookEvent, type: AuthorizationEventType, now: number) {
  const result = webhookAuthorization.safeParse(received.data);
  if (!result.success) throw new ProblemError("validation_failed");
  const created = Date.parse(received.created_at);
  const at = Number.isNaN(created) ? now : created;
  const event = { kind: "webhook", at, type, authorization: result.data } as const;
  return [result.data.authorization_request_id, `event\n${received.event_id}`, event] as const;
}

/** The signature covers the bytes that arrived, which may be compressed. */
function decode(body: Buffer, encoding: string | undefined): string {
  if (encoding === undefined || encoding === "identity") return body.toString("utf8");
  if (encoding !== "gzip") throw new ProblemError("unsupported_media_type");
  try {
    return gunzipSync(body, { maxOutputLength: maxDeliveryBytes }).toString("utf8");
  } catch {
    throw new ProblemError("invalid_request", { detail: "The body cannot be decompressed." });
  }
}

function readEvent(text: string): WebhookEvent {
  // A byte order mark is not JSON, and no reason to lose a decision.
  const result = webhookEvent.safeParse(parseJson(text.replace(/^\uFEFF/, "")));
  if (result.success) return result.data;
  throw new ProblemError("validation_failed");
}

import { gunzipSync } from "node:zlib";
import {
  authorizationEventTypes,
  dispensingEventTypes,
  readInstant,
  type WebhookDispensing,
  type WebhookEvent,
  webhookAuthorization,
  webhookDispensing,
  webhookEvent,
} from "@osigu-preauth/shared";

import type { z } from "zod";
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
  /** The request of an authorization, by its id or code. Throws `overloaded`. */
  findRequest(authorization: WebhookDispensing): Promise<string | undefined>;
  now?: () => number;
};

export function webhookReceiver({
  eventLog,
  secret,
  environment,
  log,
  metrics,
  findRequest,
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
    const entry = await entryOf(event);
    if (entry === undefined) return "ignored";
    const added = await eventLog.append(entry.requestId, `event\n${event.event_id}`, entry.event);
    // Stored in this process alone is not enough: ARC has to deliver it again.
    if (added === "local") throw new ProblemError("overloaded", { retryAfter: 2 });
    return added === "added" ? "taken" : "known";
  }

  /** What an event adds to which log; undefined for one that concerns no request. */
  async function entryOf(received: WebhookEvent) {
    const decision = authorizationEventTypes.find((known) => known === received.event_type);
    if (decision !== undefined) {
      const authorization = read(webhookAuthorization, received.data);
      const at = instantOf(received);
      const event = { kind: "webhook", at, type: decision, authorization } as const;
      return { requestId: authorization.authorization_request_id, event };
    }
    const dispensing = dispensingEventTypes.find((known) => known === received.event_type);
    if (dispensing === undefined) return undefined;
    const authorization = read(webhookDispensing, received.data);
    const requestId = authorization.authorization_request_id ?? (await findRequest(authorization));
    const at = instantOf(received);
    const event = { kind: "dispensing", at, type: dispensing, authorization } as const;
    return requestId === undefined ? undefined : { requestId, event };
  }
}

/** When an event was created. By the present time instead, an old event could override a newer one. */
function instantOf({ created_at }: WebhookEvent): number {
  const instant = readInstant(created_at ?? "");
  if (instant === undefined) throw new ProblemError("validation_failed");
  return instant;
}

function read<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
  const result = schema.safeParse(data);
  if (!result.success) throw new ProblemError("validation_failed");
  return result.data;
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

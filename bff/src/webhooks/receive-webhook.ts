import { gunzipSync } from "node:zlib";
import {
  type AuthorizationEventType,
  authorizationEventTypes,
  type WebhookEvent,
  webhookAuthorization,
  webhookEvent,
} from "@osigu-preauth/shared";
import type { Call } from "../http/call.ts";
import { parseJson, readBytes } from "../http/json-body.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { History } from "../request-events/event-log.ts";
import type { LiveSecret } from "../settings/secret.ts";
import { isSigned } from "./signature.ts";

/** Bytes of a delivery, before and after it is unpacked. One has some five hundred. */
const mostBytes = 65_536;
/** Milliseconds for its body; ARC waits 10 s for the answer. */
const longestBody = 5_000;

/** What becomes of a delivery, as the metrics count it. */
type Fate = "taken" | "known" | "ignored" | "other_environment";

type Deps = {
  history: History;
  /** Undefined: no webhooks are taken. */
  secret: LiveSecret | undefined;
  environment: string;
  log: Logger;
  metrics: Metrics;
  now?: () => number;
};

/**
 * Takes deliveries of ARC's webhooks. One is answered with success only once what it tells is kept where every
 * instance finds it; until then ARC delivers it again.
 */
export function webhookReceiver({ history, secret, environment, log, metrics, now = Date.now }: Deps) {
  /** Throws `not_found`, `unauthenticated`, `body_too_large`, `invalid_request`, `validation_failed`, `overloaded`. */
  return async (call: Call): Promise<void> => {
    if (secret === undefined) throw new ProblemError("not_found");
    const body = await readBytes(call.req, mostBytes, longestBody);
    const header = call.req.headers["x-osigu-signature"];
    if (!isSigned(typeof header === "string" ? header : undefined, body, secret.current(), now())) {
      metrics.events.inc({ name: "webhook_refused" });
      throw new ProblemError("unauthenticated");
    }
    const event = readEvent(textOf(body, call.req.headers["content-encoding"]));
    const fate = await take(event);
    metrics.events.inc({ name: `webhook_${fate}` });
    if (fate === "other_environment") log.warn("webhook_of_other_environment");
  };

  async function take(event: WebhookEvent): Promise<Fate> {
    if (event.environment !== environment) return "other_environment";
    const type = authorizationEventTypes.find((known) => known === event.event_type);
    if (type === undefined) return "ignored";
    const added = await history.add(...told(event, type, now()));
    // Kept in this process alone is not kept: ARC has to come again.
    if (added === "kept") throw new ProblemError("overloaded", { retryAfter: 2 });
    return added === "added" ? "taken" : "known";
  }
}

function told(event: WebhookEvent, type: AuthorizationEventType, now: number) {
  const read = webhookAuthorization.safeParse(event.data);
  if (!read.success) throw new ProblemError("validation_failed");
  const made = Date.parse(event.created_at);
  const at = Number.isNaN(made) ? now : made;
  const news = { kind: "told", at, type, authorization: read.data } as const;
  return [read.data.authorization_request_id, `event\n${event.event_id}`, news] as const;
}

/** The signature is over the bytes that came; a body may be packed all the same. */
function textOf(body: Buffer, encoding: string | undefined): string {
  if (encoding === undefined || encoding === "identity") return body.toString("utf8");
  if (encoding !== "gzip") throw new ProblemError("unsupported_media_type");
  try {
    return gunzipSync(body, { maxOutputLength: mostBytes }).toString("utf8");
  } catch {
    throw new ProblemError("invalid_request", { detail: "The body cannot be unpacked." });
  }
}

function readEvent(text: string): WebhookEvent {
  // A byte order mark is no JSON, and no reason to lose a decision.
  const read = webhookEvent.safeParse(parseJson(text.replace(/^\uFEFF/, "")));
  if (read.success) return read.data;
  throw new ProblemError("validation_failed");
}

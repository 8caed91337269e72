import { z } from "zod";
import { decidedProducts } from "./authorization-request.ts";
import { isRecord, opaqueId, openEnum, optionalText } from "./lenient-schemas.ts";

/** Data of an `authorization.*` event. Only the request's id is certain; each event type adds its own fields. */
export const webhookAuthorization = z.preprocess(
  // Assumed: the reason of a voided authorization is `reason`. The vendor documents no name.
  (value) =>
    isRecord(value) ? { ...value, rejection_reason: value.rejection_reason ?? value.reason } : value,
  z.object({
    authorization_request_id: opaqueId,
    authorization_id: optionalText,
    authorization_code: optionalText,
    product_type: optionalText,
    rejection_reason: optionalText,
    /** Instant, ISO 8601. */
    expires_at: optionalText,
    products: decidedProducts,
  }),
);
export type WebhookAuthorization = z.infer<typeof webhookAuthorization>;

/** The event types that concern a decision. */
export const authorizationEventTypes = [
  "authorization.created",
  "authorization.rejected",
  "authorization.updated",
  "authorization.voided",
] as const;
export type AuthorizationEventType = (typeof authorizationEventTypes)[number];

/** The event types that tell of the redemption of an authorization code. */
export const dispensingEventTypes = [
  "dispensing.started",
  "dispensing.completed",
  "dispensing.cancelled",
] as const;
export type DispensingEventType = (typeof dispensingEventTypes)[number];

/**
 * Data of a `dispensing.*` event. Documented: `dispensation_id`, and the authorization's code or id. Assumed: the
 * request's id may be left out.
 */
export const webhookDispensing = z.object({
  authorization_request_id: optionalText,
  authorization_id: optionalText,
  authorization_code: optionalText,
  dispensation_id: optionalText,
});
export type WebhookDispensing = z.infer<typeof webhookDispensing>;

/** The envelope of every delivery. Families that are not named above are acknowledged and ignored. */
export const webhookEvent = z.object({
  event_id: opaqueId,
  event_type: openEnum(...authorizationEventTypes, ...dispensingEventTypes),
  /** An instant, for `readInstant`. Defines the order of events, whatever the order of delivery. */
  created_at: optionalText,
  api_version: optionalText,
  environment: openEnum("sandbox", "production"),
  data: z
    .looseObject({})
    .nullish()
    .transform((value) => value ?? {}),
  provider: z
    .object({ provider_id: optionalText, provider_slug: optionalText })
    .nullish()
    .transform((value) => value ?? undefined),
});
export type WebhookEvent = z.infer<typeof webhookEvent>;

/** Body of `POST /webhooks/v1/subscriptions`. */
export type WebhookSubscription = { url: string; event_types: string[] };

/** Reply to it; the shape is assumed. */
export const webhookSubscribed = z
  .object({ subscription_id: optionalText, id: optionalText })
  .nullish()
  .transform((value) => ({ subscription_id: value?.subscription_id ?? value?.id }));

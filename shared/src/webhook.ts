import { z } from "zod";
import { listOf, opaqueId, openEnum, optionalText } from "./reading.ts";

/** What an `authorization.*` event tells. */
export const webhookAuthorization = z.object({
  authorization_request_id: opaqueId,
  authorization_id: optionalText,
  authorization_code: optionalText,
  beneficiary_id: optionalText,
  sponsor_slug: optionalText,
  product_type: optionalText,
  rejection_reason: optionalText,
  expires_at: optionalText,
  products: listOf(
    z.object({
      product_code: opaqueId,
      quantity: z
        .number()
        .nullish()
        .transform((v) => v ?? undefined),
    }),
  ),
});
export type WebhookAuthorization = z.infer<typeof webhookAuthorization>;

/** The envelope of every delivery. Families other than `authorization.*` are acknowledged and ignored. */
export const webhookEvent = z.object({
  event_id: opaqueId,
  event_type: openEnum(
    "authorization.created",
    "authorization.rejected",
    "authorization.updated",
    "authorization.voided",
  ),
  created_at: z.string(),
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

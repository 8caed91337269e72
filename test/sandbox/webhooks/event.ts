import type { Authorization, AuthorizationRequest } from "../authorization/request-store.ts";
import { newId } from "../authorization/request-store.ts";
import { writeId } from "../http/json-value.ts";
import type { SponsorData } from "../sponsor/sponsor-data.ts";

export type WebhookEvent = {
  event_id: string;
  event_type: string;
  created_at: string;
  api_version: "2026-01-01";
  environment: "sandbox" | "production";
  data: Record<string, unknown>;
  provider: { provider_id: string; provider_slug: string };
};

/** What events are made of beside their data. */
export type EventOrigin = { createdAt: string; environment: "sandbox" | "production"; providerSlug: string };

export function makeEvent(
  eventType: string,
  data: Record<string, unknown>,
  { createdAt, environment, providerSlug }: EventOrigin,
): WebhookEvent {
  return {
    event_id: newId("evt"),
    event_type: eventType,
    created_at: createdAt,
    api_version: "2026-01-01",
    environment,
    data,
    provider: { provider_id: "prv_0001", provider_slug: providerSlug },
  };
}

/**
 * The data of an event about one authorization, with ids as the sponsor writes them. A rejected one has a reason, and
 * neither a code nor an end.
 */
export function authorizationData(
  request: AuthorizationRequest,
  authorization: Authorization,
  sponsor: Pick<SponsorData, "numeric_ids"> = {},
) {
  const { authorization_id, product_type, products } = authorization;
  const ids = {
    authorization_id: writeId(authorization_id, sponsor),
    authorization_request_id: writeId(request.id, sponsor),
    beneficiary_id: writeId(request.beneficiaryId, sponsor),
    sponsor_slug: request.sponsorSlug,
    product_type,
  };
  if (authorization.status === "REJECTED") {
    return { ...ids, rejection_reason: authorization.rejection_reason };
  }
  return {
    ...ids,
    authorization_code: authorization.authorization_code,
    products,
    expires_at: authorization.expires_at,
    sponsor_reference: `REF-${authorization_id.slice(-8)}`,
    additional_data: {},
  };
}

import type { Authorization, AuthorizationRequest } from "../authorization/request-store.ts";
import { newId } from "../authorization/request-store.ts";

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

/** The data of an event about one authorization. A rejected one has a reason, and neither a code nor an end. */
export function authorizationData(request: AuthorizationRequest, authorization: Authorization) {
  const { authorization_id, product_type, products } = authorization;
  const ids = {
    authorization_id,
    authorization_request_id: request.id,
    beneficiary_id: request.beneficiaryId,
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

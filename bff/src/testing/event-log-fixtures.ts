import {
  type AuthorizationEventType,
  authorizationOutcome,
  webhookAuthorization,
} from "@osigu-preauth/shared";
import type { Entry, RequestEvent } from "../request-events/event-log.ts";

/** The entries of an invented log, with the ids `1-0`, `2-0` and so on. */
export const logOf = (...events: RequestEvent[]): Entry[] =>
  events.map((event, index) => ({ id: `${index + 1}-0`, event }));

/** A reply of the vendor at an instant. */
export const polled = (at: number, status: string, authorizations: object[]): RequestEvent => ({
  kind: "polled",
  at,
  outcome: authorizationOutcome.parse({ authorization_request_id: "areq_1", status, authorizations }),
});

/** A webhook event that the vendor created at an instant. */
export const webhook = (at: number, type: AuthorizationEventType, authorization: object): RequestEvent => ({
  kind: "webhook",
  at,
  type,
  authorization: webhookAuthorization.parse({ authorization_request_id: "areq_1", ...authorization }),
});

export const medication = {
  product_type: "MEDICATION",
  products: [{ product_code: "MED-042", quantity: 30 }],
};
export const laboratory = { product_type: "LAB", products: [{ product_code: "LAB-008", quantity: 1 }] };
export const pending = (group: object) => ({ ...group, status: "PENDING_SPONSOR" });

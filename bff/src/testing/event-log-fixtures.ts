import {
  type AuthorizationEventType,
  authorizationOutcome,
  webhookAuthorization,
} from "@osigu-preauth/shared";
import type { Entry, News } from "../request-events/event-log.ts";

/** Invented histories for tests: entries at `1-0`, `2-0` and so on. */
export const historyOf = (...list: News[]): Entry[] =>
  list.map((news, index) => ({ position: `${index + 1}-0`, news }));

/** The vendor answered so, at this time. */
export const read = (at: number, status: string, authorizations: object[]): News => ({
  kind: "read",
  at,
  outcome: authorizationOutcome.parse({ authorization_request_id: "areq_1", status, authorizations }),
});

/** A webhook told this, made at this time. */
export const told = (at: number, type: AuthorizationEventType, authorization: object): News => ({
  kind: "told",
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

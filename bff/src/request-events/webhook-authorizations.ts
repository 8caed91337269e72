import type { Authorization } from "@osigu-preauth/shared";
import type { Entry, RequestEvent } from "./event-log.ts";

/** One authorization as webhooks reported it, the latest fields of each. */
export type WebhookAuthorization = {
  /** When the latest event was created, milliseconds since the epoch by the vendor's clock. */
  at: number;
  /** Undefined when webhooks only reported that something about it changed. */
  status: string | undefined;
  authorization: Omit<Authorization, "status">;
};

type WebhookEvent = Extract<RequestEvent, { kind: "webhook" }>;

/** The order of events of the same instant. */
const rankOf: Readonly<Record<WebhookEvent["type"], number>> = {
  "authorization.created": 0,
  "authorization.rejected": 0,
  "authorization.updated": 1,
  "authorization.voided": 2,
};

/** The authorizations that a log's webhooks report, in the order in which the vendor created the events. */
export function webhookAuthorizations(entries: readonly Entry[]): WebhookAuthorization[] {
  const inOrder = entries
    .flatMap(({ event }) => (event.kind === "webhook" ? [event] : []))
    .sort((one, other) => one.at - other.at || rankOf[one.type] - rankOf[other.type]);
  const ids = idsByCode(inOrder);
  const byName = new Map<string, WebhookAuthorization>();
  for (const event of inOrder) {
    const name = nameOf(event, ids);
    byName.set(name, apply(byName.get(name), event));
  }
  return [...byName.values()];
}

/** Ids by authorization code, from events with both: another event may have the code alone. */
function idsByCode(events: readonly WebhookEvent[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { authorization } of events) {
    const { authorization_id: id, authorization_code: code } = authorization;
    if (id !== undefined && code !== undefined) ids.set(code, id);
  }
  return ids;
}

/** A name that distinguishes the authorizations of a request. */
function nameOf({ authorization }: WebhookEvent, ids: ReadonlyMap<string, string>): string {
  const { authorization_id, authorization_code, product_type, products } = authorization;
  const id = authorization_id ?? ids.get(authorization_code ?? "");
  if (id !== undefined) return `id ${id}`;
  if (authorization_code !== undefined) return `code ${authorization_code}`;
  return `products ${product_type} ${products.map(({ product_code }) => product_code).sort()}`;
}

function apply(
  before: WebhookAuthorization | undefined,
  { at, type, authorization }: WebhookEvent,
): WebhookAuthorization {
  const { authorization_request_id: _, ...reported } = authorization;
  const known = before?.authorization;
  const merged = known === undefined ? reported : { ...known, ...definedFields(reported) };
  const products = reported.products.length > 0 ? reported.products : (known?.products ?? []);
  const status = statusOf(type, before?.status, merged.authorization_code);
  return { at, status, authorization: { ...merged, products } };
}

/** An object without its undefined fields. */
export function definedFields<Fields extends object>(fields: Fields): Partial<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Fields>;
}

function statusOf(type: WebhookEvent["type"], before: string | undefined, code: string | undefined) {
  if (type === "authorization.created") return "APPROVED";
  if (type === "authorization.rejected") return "REJECTED";
  if (type === "authorization.voided") return "VOIDED";
  // Only approved authorizations are updated; one with a code was approved, even if that event has not arrived yet.
  return before ?? (code === undefined ? undefined : "APPROVED");
}

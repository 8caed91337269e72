import type { Authorization } from "@osigu-preauth/shared";
import type { RequestEvent } from "./event-log.ts";

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

const compare = (one: WebhookEvent, other: WebhookEvent) =>
  one.at - other.at || rankOf[one.type] - rankOf[other.type];

/** The authorizations that webhooks report, in the order in which the vendor created the events. */
export class WebhookAuthorizations {
  #inOrder: WebhookEvent[] = [];
  /** Ids by authorization code, from events with both: another event may have the code alone. */
  #ids = new Map<string, string>();
  #byName = new Map<string, WebhookAuthorization>();

  /** Adds the next event of the log. Those that arrive in the vendor's order cost no look at earlier ones. */
  add(event: WebhookEvent): void {
    const last = this.#inOrder.at(-1);
    const isLatest = last === undefined || compare(last, event) <= 0;
    if (isLatest && !this.#renamesEarlier(event)) {
      this.#inOrder.push(event);
      this.#link(event);
      this.#apply(event);
    } else this.#applyAll([...this.#inOrder, event].sort(compare));
  }

  all(): WebhookAuthorization[] {
    return [...this.#byName.values()];
  }

  /** Whether earlier events are about this authorization, which had no id or another one then. */
  #renamesEarlier({
    authorization: { authorization_id: id, authorization_code: code },
  }: WebhookEvent): boolean {
    if (id === undefined || code === undefined) return false;
    return this.#byName.has(`code ${code}`) || (this.#ids.get(code) ?? id) !== id;
  }

  #applyAll(inOrder: WebhookEvent[]): void {
    this.#inOrder = inOrder;
    this.#ids = new Map();
    this.#byName = new Map();
    for (const event of inOrder) this.#link(event);
    for (const event of inOrder) this.#apply(event);
  }

  #apply(event: WebhookEvent): void {
    const name = nameOf(event, this.#ids);
    this.#byName.set(name, apply(this.#byName.get(name), event));
  }

  #link({ authorization: { authorization_id: id, authorization_code: code } }: WebhookEvent): void {
    if (id !== undefined && code !== undefined) this.#ids.set(code, id);
  }
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

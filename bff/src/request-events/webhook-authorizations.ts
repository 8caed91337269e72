import type { Authorization } from "@osigu-preauth/shared";
import type { Entry, News } from "./event-log.ts";

/** One authorization as webhooks told of it, the latest of them having the last word. */
export type ToldAuthorization = {
  /** When the latest of them was made, milliseconds since the epoch by the vendor's clock. */
  at: number;
  /** Undefined: only told that something about it changed. */
  status: string | undefined;
  authorization: Omit<Authorization, "status">;
};

type Told = Extract<News, { kind: "told" }>;

/** Of two events of the same instant, the one that can only come later. */
const rankOf: Readonly<Record<Told["type"], number>> = {
  "authorization.created": 0,
  "authorization.rejected": 0,
  "authorization.updated": 1,
  "authorization.voided": 2,
};

/** What the webhooks in a history say, one for each authorization. Their order is that of their making. */
export function toldAuthorizations(entries: readonly Entry[]): ToldAuthorization[] {
  const inOrder = entries
    .flatMap(({ news }) => (news.kind === "told" ? [news] : []))
    .sort((one, other) => one.at - other.at || rankOf[one.type] - rankOf[other.type]);
  const ids = idsByCode(inOrder);
  const byName = new Map<string, ToldAuthorization>();
  for (const told of inOrder) {
    const name = nameOf(told, ids);
    byName.set(name, after(byName.get(name), told));
  }
  return [...byName.values()];
}

/** The ids of authorizations whose code was told with them: another event may name the code alone. */
function idsByCode(told: readonly Told[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { authorization } of told) {
    const { authorization_id: id, authorization_code: code } = authorization;
    if (id !== undefined && code !== undefined) ids.set(code, id);
  }
  return ids;
}

/** What tells two authorizations of a request apart. */
function nameOf({ authorization }: Told, ids: ReadonlyMap<string, string>): string {
  const { authorization_id, authorization_code, product_type, products } = authorization;
  const id = authorization_id ?? ids.get(authorization_code ?? "");
  if (id !== undefined) return `id ${id}`;
  if (authorization_code !== undefined) return `code ${authorization_code}`;
  return `products ${product_type} ${products.map(({ product_code }) => product_code).sort()}`;
}

function after(before: ToldAuthorization | undefined, { at, type, authorization }: Told): ToldAuthorization {
  const { authorization_request_id: _, ...told } = authorization;
  const known = before?.authorization;
  const merged = known === undefined ? told : { ...known, ...said(told) };
  const products = told.products.length > 0 ? told.products : (known?.products ?? []);
  const status = statusOf(type, before?.status, merged.authorization_code);
  return { at, status, authorization: { ...merged, products } };
}

/** What is said, without what is not. */
export function said<Part extends object>(part: Part): Partial<Part> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Partial<Part>;
}

function statusOf(type: Told["type"], before: string | undefined, code: string | undefined) {
  if (type === "authorization.created") return "APPROVED";
  if (type === "authorization.rejected") return "REJECTED";
  if (type === "authorization.voided") return "VOIDED";
  // Only what was approved is updated; with a code it was, though the event that said so has not come yet.
  return before ?? (code === undefined ? undefined : "APPROVED");
}

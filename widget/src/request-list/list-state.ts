import type { Authorization, ListedRequest, RequestListPage, RequestListState } from "@osigu-preauth/shared";
import { matchesQuery } from "../format/normalize-text.ts";
import type { Problem } from "../problem/problem.ts";

/** Requests of a page, and the most that a page may have. */
export const pageSize = 15;
const maxPageSize = 100;

/** Milliseconds before its end from which an authorization counts as expiring: the server's. */
const expiringPeriod = 7 * 24 * 3_600_000;

/** A part of the list: `all`, or one that the server has. */
export type Filter = "all" | RequestListState;

/** What the list shows. */
export type ListState = {
  filter: Filter;
  query: string;
  /** Newest first. Undefined until the first page is read. */
  requests: readonly ListedRequest[] | undefined;
  /** How many there are in all. */
  total: number;
  problem: Problem | undefined;
};

export const initialState: ListState = {
  filter: "all",
  query: "",
  requests: undefined,
  total: 0,
  problem: undefined,
};

/** The path of the page that comes after the requests shown. */
export function nextPagePath({ filter, query, requests = [] }: ListState): string {
  return pagePath(filter, query, Math.floor(requests.length / pageSize), pageSize);
}

/** The path of one page with as many requests as are shown, up to the largest page. */
export function shownPagePath({ filter, query, requests = [] }: ListState): string {
  const size = Math.ceil(requests.length / pageSize) * pageSize;
  return pagePath(filter, query, 0, Math.min(Math.max(size, pageSize), maxPageSize));
}

function pagePath(filter: Filter, query: string, page: number, size: number): string {
  const search = new URLSearchParams({ page: `${page}`, size: `${size}` });
  if (filter !== "all") search.set("state", filter);
  if (query) search.set("query", query);
  return `/arc/v1/authorization-requests?${search}`;
}

/** Adds a page. A request that is there already keeps its place: the pages move when a request is made. */
export function withNextPage(state: ListState, { content, page }: RequestListPage): ListState {
  const { requests = [] } = state;
  const known = new Set(requests.map(idOf));
  const added = content.filter((request) => !known.has(idOf(request)));
  return { ...state, requests: [...requests, ...added], total: page.total_elements, problem: undefined };
}

/**
 * Puts the first page, read again, in the place of what was there. Older requests stay, and so does what came live
 * while the page was read.
 */
export function withShownPage(state: ListState, { content, page }: RequestListPage): ListState {
  const shown = new Map((state.requests ?? []).map((request) => [idOf(request), request]));
  const newest = content.map((request) => {
    const other = shown.get(idOf(request));
    shown.delete(idOf(request));
    return other && other.updated_at > request.updated_at ? other : request;
  });
  const [first] = content;
  const last = content.at(-1);
  const others = [...shown.values()];
  const younger = others.filter(({ created_at }) => first && created_at > first.created_at);
  const older =
    content.length < page.total_elements
      ? others.filter(({ created_at }) => last && created_at < last.created_at)
      : [];
  return {
    ...state,
    requests: [...younger, ...newest, ...older],
    total: page.total_elements + younger.length,
    problem: undefined,
  };
}

/** What a live request is for the list: `other` is not shown. */
export type Change = "added" | "changed" | "other";

/**
 * Takes over a live request. One that is shown stays in its place, also when it now belongs to another part of the
 * list: nothing moves under the user's hand. A new one stands where its age puts it.
 */
export function withRequest(state: ListState, request: ListedRequest, now: number): [ListState, Change] {
  const { requests } = state;
  if (!requests) return [state, "other"];
  const shown = requests.find((one) => idOf(one) === idOf(request));
  if (shown) {
    if (request.updated_at < shown.updated_at || JSON.stringify(request) === JSON.stringify(shown))
      return [state, "other"];
    return [{ ...state, requests: requests.map((one) => (one === shown ? request : one)) }, "changed"];
  }
  const hasAll = requests.length >= state.total;
  const oldest = requests.at(-1);
  const isInView = hasAll || (oldest !== undefined && request.created_at >= oldest.created_at);
  if (!isInView || !isInFilter(request, state.filter, now) || !isFound(request, state.query))
    return [state, "other"];
  const next = [...requests, request].sort((one, other) => (one.created_at < other.created_at ? 1 : -1));
  return [{ ...state, requests: next, total: state.total + 1 }, "added"];
}

const idOf = ({ authorization_request_id: id }: ListedRequest) => id;

/** Whether every authorization of a request is decided, as the server sees it. */
export function isDecided({ status, authorizations }: ListedRequest): boolean {
  const isPending = (one: { status: string }) => one.status.startsWith("PENDING");
  return authorizations.length > 0 && !isPending({ status }) && !authorizations.some(isPending);
}

/** Whether an authorization has ended. One that does not say when has not. */
export function hasExpired({ expires_at }: Authorization, now: number): boolean {
  return Date.parse(expires_at ?? "") <= now;
}

/** Whether an authorization is approved, was not used and ends within seven days. `now`: milliseconds since 1970. */
export function isExpiring({ status, redemption, expires_at }: Authorization, now: number): boolean {
  const end = Date.parse(expires_at ?? "");
  return status === "APPROVED" && !redemption && end > now && end <= now + expiringPeriod;
}

function isInFilter(request: ListedRequest, filter: Filter, now: number): boolean {
  if (filter === "all") return true;
  if (filter !== "expiring") return (filter === "decided") === isDecided(request);
  return request.authorizations.some((one) => isExpiring(one, now));
}

function isFound({ reference, beneficiary_name, authorizations }: ListedRequest, query: string): boolean {
  const codes = authorizations.map(({ authorization_code }) => authorization_code);
  return matchesQuery([reference, beneficiary_name, ...codes].join("\n"), query);
}

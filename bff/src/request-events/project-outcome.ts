import type { Authorization, AuthorizationOutcome } from "@osigu-preauth/shared";
import type { Entry, News } from "./event-log.ts";
import { matched } from "./match-authorizations.ts";
import { said, type ToldAuthorization, toldAuthorizations } from "./webhook-authorizations.ts";

/** What a history amounts to. */
export type KnownOutcome = {
  outcome: AuthorizationOutcome;
  /** Whether all of its authorizations are known; if not, the vendor's own answer would say more. */
  whole: boolean;
};

type Read = Extract<News, { kind: "read" }>;

/**
 * Milliseconds by which a read of the vendor may be behind its webhooks, and its clock before ours: what a webhook
 * told is not undone by an answer that is hardly younger.
 */
const lag = 60_000;

/** Statuses that begin like this are no decision. */
export const isUndecided = ({ status }: Pick<Authorization, "status">) => status.startsWith("PENDING");

/** Whether anything was decided. */
export const isDecided = ({ authorizations }: AuthorizationOutcome) =>
  authorizations.some((authorization) => !isUndecided(authorization));

/** Works out what is known of a request; undefined while there is nothing to say. */
export function outcomeOf(requestId: string, entries: readonly Entry[]): KnownOutcome | undefined {
  const told = toldAuthorizations(entries).filter(({ status }) => status !== undefined);
  const read = lastRead(entries);
  if (read === undefined && told.length === 0) return undefined;
  const { pairs, strangers } = matched(read?.outcome.authorizations ?? [], told);
  const authorizations = pairs.map(([one, other]) =>
    other ? combined(one, read?.at ?? 0, other) : written(one),
  );
  authorizations.push(...strangers.map(alone));
  const whole = read !== undefined && strangers.length === 0;
  return {
    whole,
    outcome: {
      authorization_request_id: requestId,
      status: statusOf(read?.outcome.status, authorizations, whole),
      authorizations,
    },
  };
}

/** The vendor's latest answer; one that has forgotten a decision is not taken for later. */
function lastRead(entries: readonly Entry[]): Read | undefined {
  let last: Read | undefined;
  for (const { news } of entries) {
    if (news.kind !== "read") continue;
    if (last === undefined || decisions(news) >= decisions(last)) last = news;
  }
  return last;
}

const decisions = ({ outcome }: Read) => outcome.authorizations.filter((one) => !isUndecided(one)).length;

function statusOf(read: string | undefined, authorizations: readonly Authorization[], whole: boolean) {
  if (authorizations.some(isUndecided) || !whole)
    return read?.startsWith("PENDING") ? read : "PENDING_SPONSOR";
  if (authorizations.length > 0 && read?.startsWith("PENDING")) return "COMPLETED";
  return read ?? "PENDING_SPONSOR";
}

/** How far along a status is: what comes later is never undone by what comes before. */
function stageOf(status: string): number {
  if (status.startsWith("PENDING")) return 0;
  return status === "VOIDED" ? 2 : 1;
}

/** One authorization as the vendor answered it and as webhooks told of it. */
function combined(read: Authorization, readAt: number, told: ToldAuthorization): Authorization {
  const own = alone(told);
  const [readStage, toldStage] = [stageOf(read.status), stageOf(own.status)];
  const toldIsLater = toldStage === readStage ? told.at >= readAt - lag : toldStage > readStage;
  return toldIsLater ? over(read, own) : over(own, read);
}

/** What `later` says, and what only `before` says. */
function over(before: Authorization, later: Authorization): Authorization {
  const products = later.products.length > 0 ? later.products : before.products;
  return written({ ...before, ...said(later), products });
}

function alone({ status, authorization }: ToldAuthorization): Authorization {
  return written({ ...authorization, status: status ?? "PENDING_SPONSOR" });
}

/**
 * Always in the same order, so that equal ones are equal as text. ARC, "Outcome": rejected and pending entries have
 * no code; one may linger from before.
 */
function written(one: Authorization): Authorization {
  const hasCode = one.status !== "REJECTED" && !isUndecided(one);
  return {
    authorization_code: hasCode ? one.authorization_code : undefined,
    authorization_id: one.authorization_id,
    product_type: one.product_type,
    status: one.status,
    rejection_reason: one.rejection_reason,
    expires_at: hasCode ? one.expires_at : undefined,
    products: one.products,
  };
}

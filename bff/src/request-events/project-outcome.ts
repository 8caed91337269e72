import type { Authorization, AuthorizationOutcome } from "@osigu-preauth/shared";
import type { Entry, RequestEvent } from "./event-log.ts";
import { matchAuthorizations } from "./match-authorizations.ts";
import { Redemptions } from "./redemptions.ts";
import { definedFields, type WebhookAuthorization, WebhookAuthorizations } from "./webhook-authorizations.ts";

/** The projection of an event log. */
export type Projection = {
  outcome: AuthorizationOutcome;
  /** Whether all authorizations are known. If not, the vendor's own reply would say more. */
  isComplete: boolean;
};

type Polled = Extract<RequestEvent, { kind: "polled" }>;

/**
 * Milliseconds by which the vendor's replies may be behind its webhooks, and its clock before ours: a webhook is not
 * overridden by a reply that is hardly newer.
 */
const maxLag = 60_000;

/** Whether a status is not a decision yet. */
export const isUndecided = ({ status }: Pick<Authorization, "status">) => status.startsWith("PENDING");

/** Whether any authorization is decided. */
export const isDecided = ({ authorizations }: AuthorizationOutcome) =>
  authorizations.some((authorization) => !isUndecided(authorization));

/** Projects the outcome of a request from its event log, entry by entry. */
export class OutcomeProjector {
  readonly #requestId: string;
  readonly #webhooks = new WebhookAuthorizations();
  readonly #redemptions = new Redemptions();
  /** The vendor's latest reply. One with fewer decisions than an earlier one is stale. */
  #polled: Polled | undefined;

  constructor(requestId: string) {
    this.#requestId = requestId;
  }

  /** Adds the next entry of the log. */
  add({ event }: Entry): void {
    if (event.kind === "webhook") this.#webhooks.add(event);
    else if (event.kind === "dispensing") this.#redemptions.add(event);
    else if (event.kind === "polled") {
      const known = this.#polled;
      if (known === undefined || countDecisions(event) >= countDecisions(known)) this.#polled = event;
    }
  }

  /** The outcome as of the entries so far. Undefined while they say nothing of it. */
  project(): Projection | undefined {
    const polled = this.#polled;
    const reported = this.#webhooks.all().filter(({ status }) => status !== undefined);
    if (polled === undefined && reported.length === 0) return undefined;
    const { pairs, unmatched } = matchAuthorizations(polled?.outcome.authorizations ?? [], reported);
    const authorizations = pairs.map(([one, other]) =>
      other ? merge(one, polled?.at ?? 0, other) : normalize(one),
    );
    authorizations.push(...unmatched.map(fromWebhook));
    const isComplete = polled !== undefined && unmatched.length === 0;
    return {
      isComplete,
      outcome: {
        authorization_request_id: this.#requestId,
        status: statusOf(polled?.outcome.status, authorizations, isComplete),
        authorizations: this.#redemptions.applyTo(authorizations),
      },
    };
  }
}

/** Projects the outcome of a request from its event log. Undefined while the log says nothing of it. */
export function projectOutcome(requestId: string, entries: readonly Entry[]): Projection | undefined {
  const projector = new OutcomeProjector(requestId);
  for (const entry of entries) projector.add(entry);
  return projector.project();
}

const countDecisions = ({ outcome }: Polled) =>
  outcome.authorizations.filter((one) => !isUndecided(one)).length;

function statusOf(
  polled: string | undefined,
  authorizations: readonly Authorization[],
  isComplete: boolean,
): string {
  if (authorizations.some(isUndecided) || !isComplete)
    return polled?.startsWith("PENDING") ? polled : "PENDING_SPONSOR";
  if (authorizations.length > 0 && polled?.startsWith("PENDING")) return "COMPLETED";
  return polled ?? "PENDING_SPONSOR";
}

/** The order of statuses: a later stage is never replaced by an earlier one. */
function stageOf(status: string): number {
  if (status.startsWith("PENDING")) return 0;
  return status === "VOIDED" ? 2 : 1;
}

/** One authorization from the vendor's reply and from its webhooks. */
function merge(polled: Authorization, polledAt: number, reported: WebhookAuthorization): Authorization {
  const own = fromWebhook(reported);
  const [polledStage, reportedStage] = [stageOf(polled.status), stageOf(own.status)];
  const isReportedLater =
    reportedStage === polledStage ? reported.at >= polledAt - maxLag : reportedStage > polledStage;
  return isReportedLater ? override(polled, own) : override(own, polled);
}

/** The fields of `later`, and those that only `before` has. */
function override(before: Authorization, later: Authorization): Authorization {
  const products = later.products.length > 0 ? later.products : before.products;
  return normalize({ ...before, ...definedFields(later), products });
}

function fromWebhook({ status, authorization }: WebhookAuthorization): Authorization {
  return normalize({ ...authorization, status: status ?? "PENDING_SPONSOR" });
}

/**
 * The fields always in the same order, so that equal authorizations are equal as JSON. ARC, "Outcome": rejected and
 * pending entries have no code; an earlier one is removed.
 */
function normalize(one: Authorization): Authorization {
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

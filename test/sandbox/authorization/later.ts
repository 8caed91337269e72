import type { LaterStep, SponsorData } from "../sponsor/sponsor-data.ts";
import type { Clock } from "../time/clock.ts";
import type { Schedule } from "../time/schedule.ts";
import type { Deliverer } from "../webhooks/deliverer.ts";
import { authorizationData, makeEvent } from "../webhooks/event.ts";
import { decide, validUntil } from "./decide.ts";
import type { Authorization, AuthorizationRequest, RequestStore } from "./request-store.ts";

export type LaterParts = {
  store: RequestStore;
  clock: Clock;
  schedule: Schedule;
  deliverer: Deliverer;
  environment: "sandbox" | "production";
};

/** Something that a sponsor does about a request after it was completed. */
export type Step = Omit<LaterStep, "after">;

/** Puts everything that a sponsor does later into the schedule. */
export function planLater(request: AuthorizationRequest, sponsor: SponsorData, parts: LaterParts): void {
  for (const step of sponsor.decision.later ?? []) {
    parts.schedule.in(step.after * 1000, () => takeStep(request, sponsor, step, parts));
  }
}

/** Does one thing now, and tells whoever subscribed. Answers how many authorizations it touched. */
export function takeStep(
  request: AuthorizationRequest,
  sponsor: SponsorData,
  step: Step,
  parts: LaterParts,
): number {
  const touched = request.authorizations.filter(
    (authorization) =>
      (step.product_type === undefined || step.product_type === authorization.product_type) &&
      canTake(authorization, step),
  );
  for (const authorization of touched) {
    const eventType = change(authorization, sponsor, step, parts);
    const origin = {
      createdAt: parts.clock.iso(),
      environment: parts.environment,
      providerSlug: request.providerSlug,
    };
    const data = { ...authorizationData(request, authorization, sponsor), ...extraData(step) };
    parts.deliverer.emit(makeEvent(eventType, data, origin), step.delivery);
  }
  if (request.status === "PENDING_SPONSOR" && request.authorizations.every(isDecided))
    request.status = "COMPLETED";
  return touched.length;
}

const isDecided = ({ status }: Authorization) => status !== "PENDING_SPONSOR";

/** Only what is undecided is decided, and only what was approved changes after that. */
function canTake(authorization: Authorization, step: Step): boolean {
  if (step.do === "decide") return !isDecided(authorization);
  if (step.do === "announce") return isDecided(authorization);
  return authorization.status === "APPROVED";
}

function change(authorization: Authorization, sponsor: SponsorData, step: Step, parts: LaterParts): string {
  switch (step.do) {
    case "decide":
      decide(authorization, sponsor, parts);
      return eventOf(authorization);
    case "announce":
      return eventOf(authorization);
    case "update":
      if (step.changes?.expires_in_days !== undefined) {
        authorization.expires_at = validUntil(parts.clock, step.changes.expires_in_days);
      }
      return "authorization.updated";
    case "void":
      authorization.status = "VOIDED";
      return "authorization.voided";
  }
}

function eventOf({ status }: Authorization): string {
  if (status === "APPROVED") return "authorization.created";
  return status === "REJECTED" ? "authorization.rejected" : "authorization.updated";
}

function extraData({ reason, changes }: Step) {
  return {
    ...(reason !== undefined && { reason }),
    ...(changes?.additional_data && { additional_data: changes.additional_data }),
  };
}

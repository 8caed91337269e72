import type { Authorization, DispensingEventType } from "@osigu-preauth/shared";
import type { Entry, RequestEvent } from "./event-log.ts";

type DispensingEvent = Extract<RequestEvent, { kind: "dispensing" }>;

/** The order of events of the same instant. */
const rankOf: Readonly<Record<DispensingEventType, number>> = {
  "dispensing.started": 0,
  "dispensing.completed": 1,
  "dispensing.cancelled": 1,
};

/** Authorizations with what a log's webhooks tell of their redemption: the latest event of each holds. */
export function withRedemptions(
  authorizations: readonly Authorization[],
  entries: readonly Entry[],
): Authorization[] {
  const inOrder = entries
    .flatMap(({ event }) => (event.kind === "dispensing" ? [event] : []))
    .sort((one, other) => one.at - other.at || rankOf[one.type] - rankOf[other.type]);
  if (inOrder.length === 0) return [...authorizations];
  const result = [...authorizations];
  for (const event of inOrder) {
    const index = result.findIndex((one) => isAbout(event, one, result.length));
    const found = result[index];
    if (found !== undefined) result[index] = { ...found, redemption: redemptionOf(event) };
  }
  return result;
}

/** By id or code; an event with neither is about the only authorization. */
function isAbout({ authorization }: DispensingEvent, one: Authorization, count: number): boolean {
  const { authorization_id: id, authorization_code: code } = authorization;
  if (id !== undefined && id === one.authorization_id) return true;
  if (code !== undefined && code === one.authorization_code) return true;
  return id === undefined && code === undefined && count === 1;
}

function redemptionOf({ type, at }: DispensingEvent): Authorization["redemption"] {
  if (type === "dispensing.cancelled") return undefined;
  return {
    status: type === "dispensing.started" ? "STARTED" : "COMPLETED",
    at: new Date(at).toISOString(),
  };
}

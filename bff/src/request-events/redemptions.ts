import type { Authorization, DispensingEventType } from "@osigu-preauth/shared";
import type { RequestEvent } from "./event-log.ts";

type DispensingEvent = Extract<RequestEvent, { kind: "dispensing" }>;

/** The order of events of the same instant. */
const rankOf: Readonly<Record<DispensingEventType, number>> = {
  "dispensing.started": 0,
  "dispensing.completed": 1,
  "dispensing.cancelled": 1,
};

const compare = (one: DispensingEvent, other: DispensingEvent) =>
  one.at - other.at || rankOf[one.type] - rankOf[other.type];

/** What webhooks tell of the redemption of authorizations: the latest event of each holds. */
export class Redemptions {
  /** The latest event of each id and code, in the log's order. */
  readonly #latest = new Map<string, DispensingEvent>();

  add(event: DispensingEvent): void {
    const { authorization_id, authorization_code } = event.authorization;
    const name = JSON.stringify([authorization_id, authorization_code]);
    const known = this.#latest.get(name);
    if (known !== undefined && compare(known, event) > 0) return;
    this.#latest.delete(name);
    this.#latest.set(name, event);
  }

  applyTo(authorizations: readonly Authorization[]): Authorization[] {
    const result = [...authorizations];
    for (const event of [...this.#latest.values()].sort(compare)) {
      const index = result.findIndex((one) => isAbout(event, one, result.length));
      const found = result[index];
      if (found !== undefined) result[index] = { ...found, redemption: redemptionOf(event) };
    }
    return result;
  }
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

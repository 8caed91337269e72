import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import type { FlowState } from "../state.ts";

/** The sponsor's name, once it is known. */
export function sponsorName({ sponsors, sponsorSlug }: FlowState): string | undefined {
  const known = sponsors.state === "ready" ? sponsors.value : [];
  return known.find(({ sponsor_slug }) => sponsor_slug === sponsorSlug)?.name;
}

/** The person found, then their dependents. */
export function peopleOf({ found, dependents }: FlowState): (Beneficiary | Dependent)[] {
  return found ? [found, ...(found.dependents ?? dependents ?? [])] : [];
}

/** The person that the request would be for. */
export function chosenPerson(flow: FlowState): Beneficiary | Dependent | undefined {
  const people = peopleOf(flow);
  return people.find(({ beneficiary_id }) => beneficiary_id === flow.chosenPersonId) ?? people[0];
}

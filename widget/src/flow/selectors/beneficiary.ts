import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import type { FlowState } from "../state.ts";

/** The person found, then their dependents. */
export function peopleOf({ found, dependents }: FlowState): (Beneficiary | Dependent)[] {
  return found ? [found, ...(found.dependents ?? dependents ?? [])] : [];
}

/** The person that the request would be for. */
export function chosenPerson(flow: FlowState): Beneficiary | Dependent | undefined {
  const people = peopleOf(flow);
  return people.find(({ beneficiary_id }) => beneficiary_id === flow.chosenPersonId) ?? people[0];
}

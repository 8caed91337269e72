import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import type { FlowState } from "../state.ts";

/** The person found and who is covered through them, in this order. */
export function peopleOf({ found, dependents }: FlowState): (Beneficiary | Dependent)[] {
  return found ? [found, ...(found.dependents ?? dependents ?? [])] : [];
}

/** Whom of these the request would be for. */
export function chosenPerson(flow: FlowState): Beneficiary | Dependent | undefined {
  const people = peopleOf(flow);
  return people.find(({ beneficiary_id }) => beneficiary_id === flow.chosenPersonId) ?? people[0];
}

import type { Beneficiary, Dependent, Sponsor } from "@osigu-preauth/shared";
import { cleanTyped } from "../../format/clean-text.ts";
import type { FlowState } from "../state.ts";
import { currentForm, valueIn } from "./search.ts";

/** The sponsor, once it is known. */
export function sponsorOf({ sponsors, sponsorSlug }: FlowState): Sponsor | undefined {
  const known = sponsors.state === "ready" ? sponsors.value : [];
  return known.find(({ sponsor_slug }) => sponsor_slug === sponsorSlug);
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

/** A person's full name. Empty where it is not known. */
export function fullName({ first_name, last_name }: Partial<Beneficiary | Dependent> = {}): string {
  return [first_name, last_name].filter(Boolean).join(" ");
}

/** A person's full name, else their id. */
export function nameOf(person: Beneficiary | Dependent): string {
  return fullName(person) || person.beneficiary_id;
}

/** The document that the user searched by, to be compared with the one in their hand. None of a dependent. */
export function enteredDocument(flow: FlowState, { beneficiary_id }: Beneficiary | Dependent): string {
  if (beneficiary_id !== flow.found?.beneficiary_id) return "";
  const [type, number] = ["document_type", "document_number"].map((key) => {
    const field = currentForm(flow)?.fields.find((each) => each.key === key);
    return field && cleanTyped(valueIn(flow, field));
  });
  return number ? [type, number].filter(Boolean).join(" ") : "";
}

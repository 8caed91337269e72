import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import { nameOf } from "../../flow/selectors/beneficiary.ts";
import { hasChoices } from "../../flow/selectors/entries.ts";
import type { StepHost } from "../step.ts";
import { decoratePerson } from "./decorate-person.ts";

/**
 * Goes on with a person. What was chosen for somebody else is removed where the user says so. It stays, in sight, where
 * they press Escape, or where the browser shows no question.
 */
export function confirmPerson(host: StepHost, person: Beneficiary | Dependent): void {
  const { flow, text } = host;
  const before = flow.beneficiary ?? flow.formerPerson;
  // For whom a colleague's request is, is not known here.
  const isOther = before?.beneficiary_id && before.beneficiary_id !== person.beneficiary_id;
  const dropsChoices = isOther && hasChoices(flow) && confirm(text.removeChoices(nameOf(before)));
  const beneficiary = decoratePerson(host, person) as Beneficiary;
  host.dispatch({ type: "beneficiary_confirmed", beneficiary, ...(dropsChoices && { dropsChoices }) });
}

import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { checkIcon, crossIcon } from "../../components/status-icons.ts";
import { chosenPerson, peopleOf } from "../../flow/selectors/beneficiary.ts";
import type { FlowState } from "../../flow/state.ts";
import { cleanTyped } from "../../format/clean-text.ts";
import { longDay } from "../../format/dates.ts";
import { readableName } from "../../format/readable-name.ts";
import type { StepAction, StepHost } from "../step.ts";
import { decoratePerson, nameOf } from "./decorate-person.ts";

/** The beneficiary found, and a choice where the search also found dependents. */
export function foundCard(host: StepHost) {
  const person = chosenPerson(host.flow);
  const people = peopleOf(host.flow);
  const isChoice = people.length > 1;
  const picker = html`<fieldset class="group">
    <legend class="quiet">${host.text.searchTitle}</legend>
    ${people.map((each) => personOption(host, decoratePerson(host, each), each === person))}
  </fieldset>`;
  return html`${person && card(host, decoratePerson(host, person))}
    <p class="quiet" role="status">${isChoice ? host.text.searchTitle : ""}</p>
    ${isChoice ? picker : nothing}`;
}

/** Characters of a name that fit on a button of 320 px. */
const longestName = 20;

/** Continues with the chosen person, by a name that fits on the button. A coverage that is not active leads back. */
export function foundAction(host: StepHost): StepAction | undefined {
  const chosen = chosenPerson(host.flow);
  if (!chosen?.coverage.active) {
    return { label: host.text.searchAgain, press: () => host.dispatch({ type: "beneficiary_declined" }) };
  }
  const person = decoratePerson(host, chosen);
  const { first_name, last_name, beneficiary_id } = person;
  const givenName = first_name.length > longestName ? first_name.split(" ")[0] : first_name;
  return {
    label: host.text.continueWith(givenName || last_name || beneficiary_id),
    press: () => host.dispatch({ type: "beneficiary_confirmed", beneficiary: person as Beneficiary }),
  };
}

/** Back to the form, where the primary button does not lead there. */
export function declineAction({ flow, text, dispatch }: StepHost): StepAction | undefined {
  if (!flow.found?.coverage.active) return undefined;
  return { label: text.notThisPerson, press: () => dispatch({ type: "beneficiary_declined" }) };
}

/** Full name, plan, how long it is valid, and whether it is active. */
function card({ flow, text }: StepHost, person: Beneficiary | Dependent) {
  const document = person.beneficiary_id === flow.found?.beneficiary_id ? enteredDocument(flow) : "";
  const { active, plan_code, effective_until } = person.coverage;
  return html`<div class="card" part="card">
    <p class="name" tabindex="-1" data-focus dir="auto">${nameOf(person)}</p>
    <p class="muted">
      ${document ? html`<bdi>${document}</bdi><br />` : nothing}
      ${plan_code ? html`${text.plan} <bdi>${plan_code}</bdi>` : nothing}
      ${effective_until ? html`<br />${text.validUntil(longDay(effective_until, text.tag))}` : nothing}
    </p>
    <p class="mark" data-tone=${active ? "success" : "danger"}>
      ${active ? checkIcon : crossIcon}${active ? text.active : text.inactive}
    </p>
    ${active ? nothing : html`<p>${text.inactiveHelp}</p>`}
  </div>`;
}

/** The document that the user searched for, to be compared with the one in their hand. */
function enteredDocument({ searchValues }: FlowState): string {
  const { document_type, document_number } = searchValues;
  return document_number ? cleanTyped([document_type, document_number].filter(Boolean).join(" ")) : "";
}

function personOption({ text, dispatch }: StepHost, person: Beneficiary | Dependent, isChosen: boolean) {
  const { beneficiary_id: beneficiaryId, relationship, coverage } = person;
  const relationshipText = relationship && (text.relationships[relationship] ?? readableName(relationship));
  const details = [relationshipText, coverage.active ? undefined : text.inactive].filter(Boolean).join(" · ");
  return html`<label class="check person"
    ><input
      type="radio"
      name="person"
      .checked=${isChosen}
      @change=${() => dispatch({ type: "person_chosen", beneficiaryId })}
    /><span
      ><bdi>${nameOf(person)}</bdi> <span class="optional">${details}</span></span
    ></label
  >`;
}

import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { facts } from "../../components/facts.ts";
import { checkIcon, crossIcon } from "../../components/status-icons.ts";
import { chosenPerson, enteredDocument, nameOf, peopleOf } from "../../flow/selectors/beneficiary.ts";
import { longDay } from "../../format/dates.ts";
import { readableName } from "../../format/readable-name.ts";
import type { StepAction, StepHost } from "../step.ts";
import { confirmPerson } from "./confirm-person.ts";
import { decoratePerson } from "./decorate-person.ts";

/** The beneficiary found; where the search also found dependents, the choice among them. */
export function foundCard(host: StepHost) {
  const person = chosenPerson(host.flow);
  const people = peopleOf(host.flow);
  if (people.length > 1) return family(host, people, person);
  return person && card(host, decoratePerson(host, person));
}

type Person = Beneficiary | Dependent;

/** The title of the step is the question that the choice answers. */
function family(host: StepHost, people: Person[], chosen: Person | undefined) {
  const { text } = host;
  return html`<fieldset class="group" aria-labelledby="step-title">
      ${people.map((each) => personOption(host, decoratePerson(host, each), each === chosen))}
    </fieldset>
    ${chosen?.coverage.active ? nothing : html`<p>${text.inactiveHelp}</p>`}`;
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
    press: () => confirmPerson(host, chosen),
  };
}

/** Back to the form, where the primary button does not lead there. */
export function declineAction({ flow, text, dispatch }: StepHost): StepAction | undefined {
  if (!chosenPerson(flow)?.coverage.active) return undefined;
  return { label: text.notThisPerson, press: () => dispatch({ type: "beneficiary_declined" }) };
}

/** Full name, plan, how long it is valid, and whether it is active. */
function card({ flow, text }: StepHost, person: Person) {
  const document = enteredDocument(flow, person);
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

/** A person with what tells them from the others. One whose coverage is not active can be chosen, to see why not. */
function personOption({ flow, text, dispatch }: StepHost, person: Person, isChosen: boolean) {
  const { beneficiary_id: beneficiaryId, relationship, coverage } = person;
  const { active, plan_code, effective_until } = coverage;
  const details = [
    enteredDocument(flow, person),
    relationship && (text.relationships[relationship] ?? readableName(relationship)),
    plan_code && `${text.plan} ${plan_code}`,
    active && effective_until && text.validUntil(longDay(effective_until, text.tag)),
  ];
  return html`<label class="check person" ?data-inactive=${!active}
    ><input
      type="radio"
      name="person"
      ?data-focus=${isChosen}
      .checked=${isChosen}
      @change=${() => dispatch({ type: "person_chosen", beneficiaryId })}
    /><span
      ><bdi>${nameOf(person)}</bdi> ${active ? nothing : html`<span class="mark small" data-tone="danger">${text.inactive}</span>`}
      <span class="small muted">${facts(...details)}</span></span
    ></label
  >`;
}

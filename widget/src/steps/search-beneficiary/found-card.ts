import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { icons } from "../../components/icons.ts";
import { chosenPerson, peopleOf } from "../../flow/reducers/beneficiary.ts";
import { longDate } from "../../format/dates.ts";
import type { StepAction, StepHost } from "../step.ts";
import { nameOf, shownPerson } from "./decorate-person.ts";

/** The person found, and a choice where others are covered through them. */
export function foundCard(host: StepHost) {
  const person = chosenPerson(host.flow);
  const people = peopleOf(host.flow);
  const several = people.length > 1;
  return html`${person && card(host, shownPerson(host, person))}
    <p class="quiet" role="status">${several ? host.text.searchTitle : ""}</p>
    ${
      several
        ? html`<fieldset class="group">
          <legend class="quiet">${host.text.searchTitle}</legend>
          ${people.map((one) => choice(host, shownPerson(host, one), one === person))}
        </fieldset>`
        : nothing
    }`;
}

/** On with whom the request is for; nobody goes on with a coverage that is not active. */
export function foundAction(host: StepHost): StepAction | undefined {
  const chosen = chosenPerson(host.flow);
  if (!chosen?.coverage.active) return undefined;
  const person = shownPerson(host, chosen);
  return {
    label: host.text.continueWith(person.first_name || person.last_name || person.beneficiary_id),
    press: () => host.dispatch({ type: "beneficiary_confirmed", beneficiary: person as Beneficiary }),
  };
}

/** Unmistakably: full name, plan, how long it is valid, and whether it is active. */
function card({ text }: StepHost, person: Beneficiary | Dependent) {
  const { active, plan_code, effective_until } = person.coverage;
  return html`<div class="card" part="card">
    <p class="name" tabindex="-1" data-focus dir="auto">${nameOf(person)}</p>
    <p class="muted">
      ${plan_code ? html`${text.plan} <bdi>${plan_code}</bdi>` : nothing}
      ${effective_until ? html`<br />${text.validUntil(longDate(effective_until, text.tag))}` : nothing}
    </p>
    <p class="mark" data-tone=${active ? "success" : "danger"}>
      ${active ? icons.check : icons.cross}${active ? text.active : text.inactive}
    </p>
    ${active ? nothing : html`<p>${text.inactiveHelp}</p>`}
  </div>`;
}

function choice({ text, dispatch }: StepHost, person: Beneficiary | Dependent, isChosen: boolean) {
  const { beneficiary_id: beneficiaryId, relationship, coverage } = person;
  const role = relationship && (text.relationships[relationship] ?? relationship);
  const about = [role, coverage.active ? undefined : text.inactive].filter(Boolean).join(" · ");
  return html`<label class="check person"
    ><input type="radio" name="person" .checked=${isChosen}
      @change=${() => dispatch({ type: "person_chosen", beneficiaryId })} /><span
      ><bdi>${nameOf(person)}</bdi> <span class="optional">${about}</span></span
    ></label
  >`;
}

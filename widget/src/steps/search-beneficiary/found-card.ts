import type { Beneficiary } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { icons } from "../../later/icons.ts";
import { longDate } from "../../text/dates.ts";
import type { StepHost } from "../step.ts";

/** The person found, unmistakably: full name, plan, how long it is valid, and whether it is active. */
export function foundCard({ text }: StepHost, { first_name, last_name, coverage }: Beneficiary) {
  const { active, plan_code, effective_until } = coverage;
  return html`<div class="card" part="card">
    <p class="name" tabindex="-1" data-focus dir="auto">${first_name} ${last_name}</p>
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

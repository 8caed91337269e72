import { html, nothing } from "lit";
import type { StepHost } from "../steps/step.ts";

/** Nobody requests for the wrong person: who it is stays in sight. */
export function requestFor({ flow, text }: StepHost) {
  const { beneficiary } = flow;
  if (!beneficiary || flow.step === "search_beneficiary") return nothing;
  const name = `${beneficiary.first_name} ${beneficiary.last_name}`.trim() || beneficiary.beneficiary_id;
  return html`<p class="for" part="beneficiary">
    ${text.requestFor} <b dir="auto">${name}</b> <bdi>${beneficiary.coverage.plan_code}</bdi>
  </p>`;
}

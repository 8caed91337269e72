import { html, nothing } from "lit";
import { facts } from "../components/facts.ts";
import { enteredDocument, nameOf, sponsorOf } from "../flow/selectors/beneficiary.ts";
import type { StepHost } from "../steps/step.ts";

/** Whom the request is for, above every step after the search. */
export function beneficiaryBanner({ flow, text, dispatch }: StepHost) {
  const { beneficiary } = flow;
  if (!beneficiary || flow.step === "search_beneficiary") return nothing;
  const name = nameOf(beneficiary);
  // For whom a colleague's request is, is not known here.
  if (!name) return nothing;
  const canChange = flow.step === "select_products" && !flow.setup.beneficiaryId && !flow.outcomeUnknown;
  const change = () => {
    dispatch({ type: "went_to", step: "search_beneficiary" });
    dispatch({ type: "beneficiary_declined" });
  };
  return html`<p class="for" part="beneficiary">
    ${text.requestFor}
    ${facts(html`<b>${name}</b>`, enteredDocument(flow, beneficiary), beneficiary.coverage.plan_code, sponsorOf(flow)?.name)}
    ${canChange ? html`<button type="button" class="change" @click=${change}>${text.notThisPerson}</button>` : nothing}
  </p>`;
}

import { html, nothing } from "lit";
import { fullName, sponsorOf } from "../../flow/selectors/beneficiary.ts";
import { currentForm, valueIn } from "../../flow/selectors/search.ts";
import { longDate } from "../../format/dates.ts";
import type { StepHost } from "../step.ts";

/**
 * What a pharmacy or an insurer asks for beside the code. Shown on paper only: insurer, patient, what the patient was
 * found by, plan, diagnoses, date, clinic, number of the request. `issued`: when the outcome came.
 */
export function paperSheet({ flow, text, clinicName }: StepHost, issued: Date) {
  const { beneficiary, diagnoses, outcome } = flow;
  const rows: [label: string, value: string | undefined][] = [
    [text.insurer, sponsorOf(flow)?.name ?? flow.sponsorSlug],
    [text.patient, fullName(beneficiary)],
    ...searchedBy(flow),
    [text.plan, beneficiary?.coverage.plan_code],
    ...diagnoses.map(({ code, name }): [string, string] => [
      text.diagnoses,
      name === code ? code : `${code} ${name}`,
    ]),
    [text.issuedOn, longDate(localDay(issued), text.tag)],
    [text.clinic, clinicName || location.hostname],
    [text.requestNumber, outcome?.authorization_request_id],
  ];
  return html`<dl class="paper">
    ${rows.map(([label, value]) => (value ? html`<dt>${label}</dt><dd dir="auto">${value}</dd>` : nothing))}
  </dl>`;
}

/** The search form as it was filled in, such as the document number. A dependent was found by another's. */
function searchedBy(flow: StepHost["flow"]): [string, string][] {
  if (flow.found?.beneficiary_id !== flow.beneficiary?.beneficiary_id) return [];
  const fields = currentForm(flow)?.fields ?? [];
  return fields
    .filter(({ type }) => !/FILE|TITLE|DIVIDER|BOOLEAN/.test(type))
    .map((field) => {
      const value = valueIn(flow, field);
      return [field.label, field.options.find((option) => option.value === value)?.label ?? value];
    });
}

/** The calendar day of a moment in the local time zone, `YYYY-MM-DD`. */
function localDay(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

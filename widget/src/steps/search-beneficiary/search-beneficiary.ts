import type { SearchForm } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { field } from "../../fields/field.ts";
import { currentForm } from "../../flow/search-questions.ts";
import { problemMessage, skeleton } from "../messages.ts";
import type { StepAction, StepHost, StepView } from "../step.ts";
import { fieldView } from "./field-view.ts";

/** Who is it for? The sponsor's own form, then the person it found. */
export function open(host: StepHost): StepView {
  return {
    title: () => host.text.searchTitle,
    content: () =>
      host.flow.found ? host.later?.foundCard(host, host.flow.found) : html`${sponsor(host)} ${search(host)}`,
    primary: () => primary(host),
    secondary: () =>
      host.flow.found && {
        label: host.text.notThisPerson,
        press: () => host.dispatch({ type: "beneficiary_declined" }),
      },
  };
}

function primary(host: StepHost): StepAction | undefined {
  const { flow, text } = host;
  const { found } = flow;
  if (found) {
    if (!found.coverage.active) return undefined;
    return {
      label: text.continueWith(found.first_name || found.last_name || found.beneficiary_id),
      press: () => host.dispatch({ type: "beneficiary_confirmed", beneficiary: found }),
    };
  }
  if (!currentForm(flow)) return undefined;
  return {
    label: text.search,
    busy: flow.running === "search" ? text.searching : undefined,
    press: () => host.dispatch({ type: "search_submitted" }),
  };
}

/** Only where the host has not chosen, and there is a choice. */
function sponsor(host: StepHost) {
  const { sponsors, sponsorSlug } = host.flow;
  if (
    sponsors.state === "none" ||
    (sponsors.state === "ready" && sponsors.value.length === 1 && sponsorSlug)
  ) {
    return nothing;
  }
  if (sponsors.state === "failed") return failed(host, sponsors.problem);
  if (sponsors.state === "loading" || !host.later) return skeleton(host.text, 1);
  return host.later.sponsorPicker(host, sponsors.value);
}

function search(host: StepHost) {
  const { flow, text, later } = host;
  if (!flow.sponsorSlug) return nothing;
  if (flow.forms.state === "failed") return failed(host, flow.forms.problem);
  const form = currentForm(flow);
  if (flow.forms.state !== "ready" || !form) return skeleton(text);
  const several = flow.forms.value.length > 1;
  if (!later && (several || !isPlain(form))) return skeleton(text);
  return html`${several ? later?.formPicker(host, flow.forms.value, form) : nothing}
  ${later ? later.searchFields(host, form) : form.fields.map((each) => field(fieldView(host, each), text))}`;
}

/** Whether the form is one that the first screen can show by itself: lines of text and choices, in their order. */
function isPlain({ fields }: SearchForm): boolean {
  return fields.every(
    ({ type, show_order, prefix, suffix }) =>
      ["TEXT", "SELECT", "DROPDOWN", "DATE", "EMAIL", "PHONE", "INTEGER"].includes(type) &&
      !show_order &&
      !prefix &&
      !suffix,
  );
}

function failed(host: StepHost, problem: Parameters<typeof problemMessage>[0]) {
  return html`<div class="problem">
    ${problemMessage(problem, host.text, () => host.dispatch({ type: "loading_retried" }))}
  </div>`;
}

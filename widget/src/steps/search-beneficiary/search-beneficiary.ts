import type { SearchForm } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { field } from "../../components/field.ts";
import { currentForm } from "../../flow/selectors/search.ts";
import { load } from "../../lazy/load-module.ts";
import { problemMessage, waiting } from "../messages.ts";
import type { StepAction, StepHost, StepView } from "../step.ts";
import { fieldView } from "./field-props.ts";

/** Who is it for? The sponsor's own form, then the person it found. */
export function open(host: StepHost): StepView {
  return {
    title: () => host.text.searchTitle,
    content: () => (host.flow.found ? host.later?.foundCard(host) : html`${sponsor(host)} ${search(host)}`),
    primary: () => primary(host),
    secondary: () =>
      host.flow.found && {
        label: host.text.notThisPerson,
        press: () => host.dispatch({ type: "beneficiary_declined" }),
      },
    disconnect: () => host.later?.leaveSearch(host),
  };
}

function primary(host: StepHost): StepAction | undefined {
  const { flow, text } = host;
  if (flow.found) return host.later?.foundAction(host);
  if (!shownForm(host)) return undefined;
  return {
    label: text.search,
    busy: flow.running === "search" ? text.searching : undefined,
    press: () => host.dispatch({ type: "search_submitted" }),
  };
}

/** Only where the host has not chosen, and there is a choice. */
function sponsor(host: StepHost) {
  const { sponsors, sponsorSlug, setup } = host.flow;
  if (
    setup.sponsorSlug ||
    sponsors.state === "none" ||
    (sponsors.state === "ready" && sponsors.value.length === 1 && sponsorSlug)
  ) {
    return nothing;
  }
  if (sponsors.state === "failed") return failed(host, sponsors.problem);
  fetchMore();
  if (sponsors.state === "loading" || !host.later) return waiting(host, 1);
  return host.later.withMore(host, ({ sponsorPicker }) => sponsorPicker(host, sponsors.value));
}

function search(host: StepHost) {
  const { flow, text, later } = host;
  if (!flow.sponsorSlug) return nothing;
  if (flow.forms.state === "failed") return failed(host, flow.forms.problem);
  const form = shownForm(host);
  if (!form) return waiting(host);
  const forms = flow.forms.state === "ready" ? flow.forms.value : [];
  return html`${forms[1] && later?.withMore(host, ({ formPicker }) => formPicker(host, forms, form))}
  ${later ? later.searchFields(host, form) : form.fields.map((each) => field(fieldView(host, each), text))}`;
}

/** The form that the person is filling in, once what it takes to show it is here. */
function shownForm({ flow, later }: StepHost): SearchForm | undefined {
  const form = currentForm(flow);
  if (!form || flow.forms.state !== "ready") return undefined;
  const isSimple = isPlain(form) && !flow.forms.value[1];
  if (!isSimple) fetchMore();
  return later || isSimple ? form : undefined;
}

/** Fetched beside the rest, so that nobody waits for one after the other. */
function fetchMore(): void {
  load(() => import("./rare-fields.ts")).catch(() => {});
}

/** Whether the form is one that the first screen can show by itself: lines of text and short choices, in their order. */
function isPlain({ fields }: SearchForm): boolean {
  return fields.every(
    ({ type, show_order, prefix, suffix, group_name, options }) =>
      /^(TEXT|SELECT|DROPDOWN|EMAIL|PHONE)$/.test(type) &&
      !(show_order || prefix || suffix || group_name || options.length > 15),
  );
}

/** One button for all that did not come: where files are missing too, the frame has it. */
function failed({ text, trouble, retry }: StepHost, problem: Parameters<typeof problemMessage>[0]) {
  return trouble ? nothing : html`<div class="problem">${problemMessage(problem, text, retry)}</div>`;
}

import type { SearchForm } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { field } from "../../components/field.ts";
import { problemMessage } from "../../components/problem-message.ts";
import { skeletonOrNothing } from "../../components/skeleton.ts";
import { currentForm, isShortChoice, maxSelectOptions } from "../../flow/selectors/search.ts";
import { load } from "../../lazy/load-module.ts";
import type { Problem } from "../../problem/problem.ts";
import type { StepAction, StepHost, StepView } from "../step.ts";
import { fieldProps } from "./field-props.ts";

let deferredModule: typeof import("./deferred.ts").search | undefined;

/** Takes what the first screen does without: validated and rare fields, and the beneficiary found. */
export function useDeferred(module: typeof deferredModule): void {
  deferredModule = module;
}

/** Who is it for? The sponsor's search form, then the beneficiary found. */
export function open(host: StepHost): StepView {
  return {
    title: () => host.text.searchTitle,
    content: () =>
      host.flow.found ? deferred(host)?.foundCard(host) : html`${sponsorField(host)} ${searchForm(host)}`,
    primary: () => primary(host),
    secondary: () => deferred(host)?.declineAction(host),
    disconnect: () => deferred(host)?.disconnectFields(host),
  };
}

/** The deferred module needs the messages and styles that load with it. */
function deferred(host: StepHost) {
  return host.deferredLoaded ? deferredModule : undefined;
}

function primary(host: StepHost): StepAction | undefined {
  const { flow, text } = host;
  if (flow.found || !renderableForm(host)) return deferred(host)?.formlessAction(host);
  return {
    label: text.search,
    busy: flow.running === "search" ? text.searching : undefined,
    press: () => host.dispatch({ type: "search_submitted" }),
  };
}

/** The choice of a sponsor, where the host page leaves it to the user and there are several. */
function sponsorField(host: StepHost) {
  const { sponsors, setup } = host.flow;
  if (setup.sponsorSlug || sponsors.state === "none") return nothing;
  if (sponsors.state === "failed") return loadFailed(host, sponsors.problem);
  if (sponsors.state === "ready" && sponsors.value.length === 1) return nothing;
  preloadRareFields();
  const module = deferred(host);
  if (sponsors.state === "loading" || !module) return skeletonOrNothing(host, 1);
  return module.withRareFields(host, ({ sponsorPicker }) => sponsorPicker(host, sponsors.value));
}

function searchForm(host: StepHost) {
  const { flow } = host;
  if (!flow.sponsorSlug) return nothing;
  if (flow.forms.state === "failed") return loadFailed(host, flow.forms.problem);
  const form = renderableForm(host);
  if (!form) return skeletonOrNothing(host);
  // One template for both, so that the inputs stay when the deferred module is loaded.
  return html`${formPicker(host, form)} ${deferred(host)?.formFields(host, form) ?? plainFields(host, form)}`;
}

function formPicker(host: StepHost, form: SearchForm) {
  const { forms } = host.flow;
  if (forms.state !== "ready" || forms.value.length < 2) return nothing;
  return deferred(host)?.withRareFields(host, (module) => module.formPicker(host, forms.value, form));
}

function plainFields(host: StepHost, { fields }: SearchForm) {
  return fields.map((each) => field(fieldProps(host, each), host.text));
}

/** The current form, once everything that renders it is loaded. */
function renderableForm(host: StepHost): SearchForm | undefined {
  const { flow } = host;
  const form = currentForm(flow);
  if (!form || flow.forms.state !== "ready") return undefined;
  const isPlain = flow.forms.value.length === 1 && form.fields.every(isPlainField);
  if (!isPlain) preloadRareFields();
  return deferred(host) || isPlain ? form : undefined;
}

/** Loads the rare fields in parallel with the deferred module. */
function preloadRareFields(): void {
  load(() => import("./rare-fields.ts")).catch(() => {});
}

/** Whether `field` alone renders it as the sponsor wants it: a text input or a select, in the order given. */
function isPlainField(field: SearchForm["fields"][number]) {
  const { type, show_order, prefix, suffix, group_name, options } = field;
  const isPlainType = /^(TEXT|SELECT|DROPDOWN|EMAIL|PHONE)$/.test(type);
  const hasLayout = show_order || prefix || suffix || group_name;
  return isPlainType && !hasLayout && options.length <= maxSelectOptions && !isShortChoice(field);
}

/** One retry button for everything: where a module failed to load too, the layout has it. */
function loadFailed(host: StepHost, problem: Problem) {
  const { text, loadProblem, retryLoads } = host;
  if (loadProblem) return nothing;
  // A sponsor without a form has none the second time either.
  const retry = problem.code === "no_search_form" ? undefined : retryLoads;
  return html`<div class="problem">${problemMessage(problem, text, retry, deferred(host)?.problemReference(problem, text))}</div>`;
}

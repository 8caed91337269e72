import { html, nothing } from "lit";
import { problemMessage } from "../components/problem-message.ts";
import { stepsOf } from "../flow/selectors/search.ts";
import type { StepAction, StepHost, StepView } from "../steps/step.ts";
import { backAction } from "./back-action.ts";
import { beneficiaryBanner } from "./beneficiary-banner.ts";

/** What surrounds every step: the progress, the beneficiary, the title, the problem, the buttons, the support. */
export function layout(host: StepHost, view: StepView, support: unknown) {
  const { deferredLoaded, flow, text, loadProblem, retryLoads } = host;
  const primary = view.primary();
  const panel = view.panel?.();
  const secondary = view.secondary ? view.secondary() : deferredLoaded ? backAction(host) : undefined;
  const problem = problemMessage(loadProblem ?? flow.problem, text, loadProblem && retryLoads);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (primary && !primary.busy) primary.press();
  };
  return html`<div class="frame">
    ${progress(host)} ${deferredLoaded ? beneficiaryBanner(host) : nothing}
    <form class="step" part="step" novalidate @submit=${onSubmit}>
      <div class=${panel ? "panel" : nothing} part=${panel ? "card" : nothing} data-tone=${panel?.tone ?? nothing}>
        <div class="title">
          ${panel?.mark}
          <div><h2 tabindex="-1">${view.title()}</h2> ${panel?.about ? html`<span dir="auto">${panel.about}</span>` : nothing}</div>
        </div>
        <div class="content">${view.content()}</div>
      </div>
      <div class="problem" part="problem" role="alert">${problem}</div>
      <div class="actions" part="actions">${primaryButton(primary)} ${[secondary ?? []].flat().map(secondaryButton)}</div>
    </form>
    ${support} ${view.overlay?.()}
  </div>`;
}

function progress({ flow, text }: StepHost) {
  const steps = stepsOf(flow);
  const current = steps.indexOf(flow.step);
  return html`<nav class="progress" part="progress" aria-label=${text.progress}>
    <ol>
      ${steps.map(
        (
          step,
          index,
        ) => html`<li ?data-done=${index < current} aria-current=${index === current ? "step" : nothing}>
          <span class="name-of">${text.steps[step]}</span>
        </li>`,
      )}
    </ol>
    <p class="count"><b>${text.steps[flow.step]}</b> ${text.stepOf(current + 1, steps.length)}</p>
  </nav>`;
}

function primaryButton(action: StepAction | undefined) {
  if (!action) return nothing;
  const { label, busy } = action;
  return html`<button
      class="primary"
      part="primary"
      aria-busy=${busy ? "true" : nothing}
      aria-disabled=${busy ? "true" : nothing}
    >
      ${label}</button
    >${busy ? html`<span class="small muted">${busy}</span>` : nothing}`;
}

function secondaryButton(action: StepAction) {
  return html`<button type="button" part="secondary" @click=${action.press}>${action.label}</button>`;
}

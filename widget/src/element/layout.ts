import { html, nothing } from "lit";
import { stepsOf } from "../flow/selectors/search.ts";
import { problemMessage } from "../steps/messages.ts";
import type { StepAction, StepHost, StepView } from "../steps/step.ts";

/** What surrounds every step: where one is, whom it is for, the title, the way forward and back. */
export function frame(host: StepHost, view: StepView) {
  const { flow, text, trouble, retry } = host;
  const primary = view.primary();
  const submit = (event: Event) => {
    event.preventDefault();
    if (primary && !primary.busy) primary.press();
  };
  return html`<div class="frame">
    ${progress(host)} ${host.later?.requestFor(host)}
    <form class="step" part="step" novalidate @submit=${submit}>
      <h2 tabindex="-1">${view.title()}</h2>
      <div class="content">${view.content()}</div>
      <div class="problem" part="problem" role="alert">${problemMessage(trouble ?? flow.problem, text, trouble && retry)}</div>
      <div class="actions" part="actions">${forward(primary)} ${aside(view.secondary ? view.secondary() : host.later?.oneBack(host))}</div>
    </form>
    ${view.overlay?.()}
  </div>`;
}

function progress({ flow, text }: StepHost) {
  const steps = stepsOf(flow);
  const present = steps.indexOf(flow.step);
  return html`<nav class="progress" part="progress" aria-label=${text.progress}>
    <ol>
      ${steps.map(
        (
          step,
          index,
        ) => html`<li ?data-done=${index < present} aria-current=${index === present ? "step" : nothing}>
          <span class="name-of">${text.steps[step]}</span>
        </li>`,
      )}
    </ol>
    <p class="count"><b>${text.steps[flow.step]}</b> ${text.stepOf(present + 1, steps.length)}</p>
  </nav>`;
}

function forward(action: StepAction | undefined) {
  if (!action) return nothing;
  const { label, busy } = action;
  return html`<button class="primary" part="primary" aria-busy=${busy ? "true" : nothing} aria-disabled=${busy ? "true" : nothing}>
      ${label}</button
    >${busy ? html`<span class="small muted">${busy}</span>` : nothing}`;
}

function aside(action: StepAction | undefined) {
  return action
    ? html`<button type="button" part="secondary" @click=${action.press}>${action.label}</button>`
    : nothing;
}

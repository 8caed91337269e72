import { html, nothing } from "lit";
import { problemMessage } from "../components/problem-message.ts";
import { progressSteps } from "../flow/selectors/search.ts";
import type { StepAction, StepHost, StepView } from "../steps/step.ts";

/** What loads after the first screen. */
type Later = Pick<
  typeof import("./deferred.ts"),
  | "backAction"
  | "beneficiaryBanner"
  | "handleKey"
  | "problemReference"
  | "requirementNotice"
  | "sandboxBadge"
  | "supportLine"
  | "wrongFields"
>;

/** What surrounds every step: the progress, the beneficiary, the title, the problem, the buttons, the support. */
export function layout(host: StepHost, view: StepView, later: Later | undefined) {
  const { flow, text, loadProblem, retryLoads } = host;
  const primary = view.primary();
  const panel = view.panel?.();
  const secondary = view.secondary ? view.secondary() : later?.backAction(host);
  announceBusy(host, primary?.busy);
  const problem = loadProblem ?? flow.problem;
  const reference = later?.problemReference(problem, text, flow.request?.id);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (primary && !primary.busy) primary.press();
  };
  return html`<div class="frame" @keydown=${later?.handleKey}>
    ${progress(host)} ${later?.beneficiaryBanner(host)} ${later?.requirementNotice(host)}
    <form class="step" part="step" aria-labelledby="step-title" novalidate @submit=${onSubmit}>
      ${later?.sandboxBadge(host)}
      <div class=${panel ? "panel" : nothing} part=${panel ? "card" : nothing} data-tone=${panel?.tone ?? nothing}>
        <div class="title">
          ${panel?.mark}
          <div><h2 id="step-title" tabindex="-1">${view.title()}</h2> ${panel?.about ? html`<span dir="auto">${panel.about}</span>` : nothing}</div>
        </div>
        <div class="content">${view.content()}</div>
      </div>
      <div class="problem" part="problem" role="alert">${problemMessage(problem, text, loadProblem && retryLoads, reference)}</div>
      ${later?.wrongFields(host)}
      <div class="actions" part="actions">${primaryButton(primary)} ${[secondary ?? []].flat().map(secondaryButton)}</div>
    </form>
    ${later?.supportLine(host)} ${view.overlay?.()}
  </div>`;
}

const busyTexts = new WeakMap<StepHost, string | undefined>();

/** What the user waits for is a bar in the button, and words for users of screen readers. */
function announceBusy(host: StepHost, busy: string | undefined): void {
  if (busyTexts.get(host) === busy) return;
  busyTexts.set(host, busy);
  if (busy) host.announce(busy);
}

function progress({ flow, text }: StepHost) {
  const step = flow.step === "otp_challenge" ? "review_and_submit" : flow.step;
  const current = progressSteps.indexOf(step);
  const label = text.stepLabel(current + 1, progressSteps.length, text.steps[step]);
  return html`<div class="progress" part="progress">
    <ol aria-label=${label}>
      ${progressSteps.map(
        (
          each,
          index,
        ) => html`<li ?data-done=${index < current} aria-current=${index === current ? "step" : nothing}>
          ${text.steps[each]}${index < current ? html`<span class="quiet">, ${text.done}</span>` : nothing}
        </li>`,
      )}
    </ol>
    <p class="count" aria-hidden="true"><b>${text.steps[step]}</b> ${text.stepOf(current + 1, progressSteps.length)}</p>
  </div>`;
}

function primaryButton(action: StepAction | undefined) {
  if (!action) return nothing;
  const { label, busy } = action;
  return html`<button
    class="primary"
    part="primary"
    aria-busy=${Boolean(busy)}
    aria-disabled=${Boolean(busy)}
  >
    ${label}
  </button>`;
}

function secondaryButton(action: StepAction) {
  return html`<button type="button" part="secondary" @click=${action.press}>${action.label}</button>`;
}

import { html, nothing } from "lit";
import { waitsForConnection } from "../flow/selectors/request.ts";
import type { FlowState } from "../flow/state.ts";
import type { StepHost } from "../steps/step.ts";

/** The step that was refused last, by host. */
const refused = new WeakMap<StepHost, FlowState["step"]>();

const count = ({ errors }: FlowState) => Object.keys(errors).length;

/** Tells, once, how many fields a refused step has to have corrected. A problem says so itself; the code is one field. */
export function tellRefusal(host: StepHost): void {
  const { flow, text } = host;
  if (flow.problem || flow.step === "otp_challenge") return;
  refused.set(host, flow.step);
  host.announce(text.wrongFields(count(flow)));
}

/**
 * Beside the button of a step: how many of its fields are still to be corrected after it was refused, which leads to
 * the first of them, or that it waits for the connection.
 */
export function wrongFields(host: StepHost) {
  const { flow, text } = host;
  if (waitsForConnection(flow)) return html`<p class="mark wrong" data-tone="warning">${text.paused}</p>`;
  const left = count(flow);
  const goToFirst = () => {
    host.focusNext("invalid");
    host.requestUpdate();
  };
  if (!left || flow.problem) refused.delete(host);
  return refused.get(host) === flow.step
    ? html`<p class="wrong"><button type="button" class="error" @click=${goToFirst}>${text.wrongFields(left)}</button></p>`
    : nothing;
}

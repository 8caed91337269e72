import { html, nothing } from "lit";
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

/** How many fields of a refused step are still to be corrected, beside its button. */
export function wrongFields(host: StepHost) {
  const { flow, text } = host;
  const left = count(flow);
  if (!left || flow.problem) refused.delete(host);
  return refused.get(host) === flow.step
    ? html`<p class="error wrong">${text.wrongFields(left)}</p>`
    : nothing;
}

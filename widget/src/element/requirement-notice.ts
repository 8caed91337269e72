import { html, nothing } from "lit";
import { problemMessage } from "../components/problem-message.ts";
import { requiresBiometrics } from "../flow/selectors/request.ts";
import type { FlowState } from "../flow/state.ts";
import type { Problem } from "../problem/problem.ts";
import type { StepHost } from "../steps/step.ts";

const biometrics: Problem = { code: "biometric_required", retryable: false };

/** A rule of the sponsor that the widget cannot fulfil, once it is known. */
export function newRequirement(before: FlowState, flow: FlowState): Problem | undefined {
  return requiresBiometrics(flow) && !requiresBiometrics(before) ? biometrics : undefined;
}

/** The same for the user, from the person found on, so that nothing has to be typed a second time elsewhere. */
export function requirementNotice({ flow, text }: StepHost) {
  const isEarly = flow.step === "search_beneficiary" && !flow.found;
  if (isEarly || flow.step === "outcome" || !requiresBiometrics(flow)) return nothing;
  return html`<div class="problem" part="problem" role="alert">${problemMessage(biometrics, text)}</div>`;
}

import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { StepHost } from "../steps/step.ts";

/** Events after which the focus goes to the first invalid field. Typing in a field or leaving it never moves the focus. */
const submissions: FlowEvent["type"][] = [
  "search_submitted",
  "products_submitted",
  "documents_submitted",
  "code_submitted",
  "effect_succeeded",
  "effect_failed",
];

/** Moves the focus to what is new after an event, and announces it. */
export function guideUser(host: StepHost, before: FlowState, event: FlowEvent): void {
  const { flow, text } = host;
  if (flow.found && flow.found !== before.found) {
    host.focusNext("found");
    host.announce(text.found(`${flow.found.first_name} ${flow.found.last_name}`));
  }
  if (before.found && !flow.found && flow.running !== "search") host.focusNext("title");
  const { sent } = flow.challenge ?? {};
  if (sent && sent.otp_id !== before.challenge?.sent?.otp_id) host.focusNext("code");
  const hasNewErrors = flow.errors !== before.errors && Object.keys(flow.errors).length > 0;
  if (submissions.includes(event.type) && hasNewErrors && flow.step === before.step) {
    host.focusNext("invalid");
  }
}

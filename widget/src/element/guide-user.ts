import type { FlowEvent } from "../flow/events.ts";
import { fullName, peopleOf } from "../flow/selectors/beneficiary.ts";
import type { FlowState } from "../flow/state.ts";
import { confirmPerson } from "../steps/search-beneficiary/confirm-person.ts";
import type { StepHost } from "../steps/step.ts";
import { tellRefusal } from "./wrong-fields.ts";

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
    if (event.type !== "resumed") announceFound(host);
  }
  const isSkipped = before.step === "capture_indication" && flow.step === "review_and_submit";
  if (isSkipped && event.type === "effect_succeeded")
    host.announce(`${text.steps.capture_indication}, ${text.done}`);
  announceChanges(host, before, event);
  // Whoever is at the way back has not agreed.
  if (isOnlyMatch(flow, event) && !host.root.activeElement?.matches("[type=button]")) goStraightOn(host);
  // The card with the keyboard gives way to the choice.
  if (flow.dependents !== before.dependents && host.root.activeElement?.matches("[data-focus]")) {
    host.focusNext("found");
  }
  if (before.found && !flow.found && flow.running !== "search") host.focusNext("title");
  const { sent } = flow.challenge ?? {};
  if (sent && sent.otp_id !== before.challenge?.sent?.otp_id) host.focusNext("code");
  // The button that sends a code gives way to the time until it can be pressed again.
  if (event.type === "code_held_back" && host.root.activeElement?.matches("button")) {
    host.focusNext(sent ? "code" : "title");
  }
  const hasNewErrors = flow.errors !== before.errors && Object.keys(flow.errors).length;
  if (submissions.includes(event.type) && hasNewErrors && flow.step === before.step) {
    // Who edits on while the request is created keeps the focus.
    if (!flow.isEditing || event.type !== "effect_failed") host.focusNext("invalid");
    tellRefusal(host);
  }
}

/** Whether a search has just found one person, who has no dependents and an active coverage. */
function isOnlyMatch(flow: FlowState, event: FlowEvent): boolean {
  if (event.type !== "effect_succeeded" || flow.step !== "search_beneficiary" || !flow.found) return false;
  const { found } = flow;
  const isComplete =
    event.effect.type === "search"
      ? !!found.dependents
      : event.effect.type === "load_dependents" && !!flow.dependents;
  return isComplete && found.coverage.active && peopleOf(flow).length === 1;
}

/** The patient shows above the next steps, with the way back. Dispatched once the present event is dealt with. */
function goStraightOn(host: StepHost): void {
  const { found } = host.flow;
  queueMicrotask(() => {
    if (!found || host.flow.found !== found || host.flow.step !== "search_beneficiary") return;
    confirmPerson(host, found);
    // The new step has ended what was announced, and its title does not name the person.
    announceFound(host);
  });
}

function announceFound(host: StepHost): void {
  const { flow, text } = host;
  const { found } = flow;
  if (found) host.announce(text.found(fullName(found)));
}

/** Tells what was added, removed or moved. What the host page prefills is not news. */
function announceChanges(host: StepHost, before: FlowState, event: FlowEvent): void {
  const { products, diagnoses } = before;
  const { flow, text } = host;
  const removed = (one: { name: string } | undefined) => one && text.removed(one.name);
  const message =
    event.type === "product_put"
      ? flow.products.length > products.length && text.added(event.line.product.name)
      : event.type === "product_removed"
        ? removed(products.find(({ id }) => id === event.id)?.product)
        : event.type === "diagnosis_added"
          ? flow.diagnoses !== diagnoses && text.added(event.diagnosis.name)
          : event.type === "diagnosis_removed"
            ? removed(diagnoses.find(({ code }) => code === event.code))
            : event.type === "diagnosis_moved" &&
              flow.diagnoses[0]?.code === event.code &&
              text.nowMain(flow.diagnoses[0].name);
  if (message) host.announce(message);
}

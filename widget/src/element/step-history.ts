import type { StepName } from "@osigu-preauth/shared";
import type { ReactiveController } from "lit";
import { stepsOf } from "../flow/selectors/search.ts";
import type { FlowState } from "../flow/state.ts";
import type { OwnerOfEntries } from "./owner-of-entries.ts";

/** What an entry of the browser's history keeps of a widget: the steps that lead to its own, which is the last one. */
type Entry = { id: string; steps: StepName[] };

/** Gives each step an entry in the browser's history, so that the browser's Back goes to the step before. */
export class StepHistory implements ReactiveController {
  #element: OwnerOfEntries;
  #steps: StepName[] = [];

  constructor(element: OwnerOfEntries) {
    this.#element = element;
    element.addController(this);
  }

  hostConnected(): void {
    addEventListener("popstate", this.#onPopState);
  }

  hostDisconnected(): void {
    removeEventListener("popstate", this.#onPopState);
  }

  hostUpdated(): void {
    const { flow } = this.#element;
    const step = flow?.step;
    if (!step || step === this.#steps.at(-1)) return;
    const known = this.#steps.indexOf(step);
    // A change of the review comes after it: Back returns to the review.
    const isChange = flow.returnsToReview && step !== "review_and_submit";
    if (known >= 0 && !isChange) {
      const back = known + 1 - this.#steps.length;
      this.#steps = this.#steps.slice(0, known + 1);
      history.go(back);
    } else if (this.#steps.length) {
      this.#steps = [...this.#steps, step];
      history.pushState(this.#state(), "");
    } else {
      // After a reload, the entries before this one are still there.
      const entry = this.#ownEntry(history.state);
      this.#steps = entry?.steps.at(-1) === step ? entry.steps : [step];
      history.replaceState(this.#state(), "");
    }
  }

  /** A step that cannot be gone back to, as after the request is sent, stays. */
  #onPopState = ({ state }: PopStateEvent): void => {
    const { flow, root, dispatch } = this.#element;
    const steps = this.#ownEntry(state)?.steps;
    const step = steps?.at(-1);
    if (!steps || !step || step === flow?.step) return;
    const isReturn = flow?.returnsToReview && isAfter(step, flow);
    // What was changed is saved, as the primary button does, which leads to the review.
    if (isReturn && flow.step !== "search_beneficiary") {
      root.querySelector<HTMLFormElement>("form.step")?.requestSubmit();
    } else {
      dispatch({ type: "went_to", step, returns: steps.at(-2) === "review_and_submit" });
    }
    if (this.#element.flow?.step === step) this.#steps = steps;
    // The step that is still shown has its entry again.
    else if (isReturn) history.pushState(this.#state(), "");
  };

  #ownEntry(state: { osiguPreauth?: Entry } | null): Entry | undefined {
    return state?.osiguPreauth?.id === this.#element.id ? state.osiguPreauth : undefined;
  }

  /** What the page keeps in its entries stays there. */
  #state() {
    return { ...history.state, osiguPreauth: { id: this.#element.id, steps: this.#steps } satisfies Entry };
  }
}

/** Whether a step comes after the present one. */
function isAfter(step: StepName, flow: FlowState): boolean {
  const steps = stepsOf(flow);
  return steps.indexOf(step) > steps.indexOf(flow.step);
}

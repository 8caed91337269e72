import type { StepName } from "@osigu-preauth/shared";
import type { ReactiveController } from "lit";
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
    const step = this.#element.flow?.step;
    if (!step || step === this.#steps.at(-1)) return;
    const known = this.#steps.indexOf(step);
    if (known >= 0) {
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
    const steps = this.#ownEntry(state)?.steps;
    const step = steps?.at(-1);
    if (!steps || !step || step === this.#element.flow?.step) return;
    this.#element.dispatch({ type: "went_to", step });
    if (this.#element.flow?.step === step) this.#steps = steps;
  };

  #ownEntry(state: { osiguPreauth?: Entry } | null): Entry | undefined {
    return state?.osiguPreauth?.id === this.#element.id ? state.osiguPreauth : undefined;
  }

  /** What the page keeps in its entries stays there. */
  #state() {
    return { ...history.state, osiguPreauth: { id: this.#element.id, steps: this.#steps } satisfies Entry };
  }
}

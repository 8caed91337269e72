import type { ReactiveController, ReactiveElement } from "lit";

type StatefulElement = ReactiveElement & { readonly step: string | undefined; readonly busy: boolean };

/** Shows the current step, and whether something is under way, as attributes of the element. */
export class StateAttributes implements ReactiveController {
  #host: StatefulElement;

  constructor(host: StatefulElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const { step, busy } = this.#host;
    if (step) this.#host.setAttribute("step", step);
    this.#host.toggleAttribute("busy", busy);
  }
}

import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Tells an element that leaves the document, and comes back to it, from one that only moves in it. */
export class Attachment implements ReactiveController {
  #host: ReactiveControllerHost & Element;
  #hasLeft = false;
  #onLeave: () => void;
  #onReturn: () => void;

  constructor(host: ReactiveControllerHost & Element, onLeave: () => void, onReturn: () => void) {
    this.#host = host;
    this.#onLeave = onLeave;
    this.#onReturn = onReturn;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#hasLeft) this.#onReturn();
    this.#hasLeft = false;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected || this.#hasLeft) return;
      this.#hasLeft = true;
      this.#onLeave();
    });
  }
}

import type { ReactiveController } from "lit";
import { hasEntries } from "../flow/selectors/entries.ts";
import type { OwnerOfEntries } from "./owner-of-entries.ts";

/** Lets the browser ask before the page is left while something that the user entered would be lost. */
export class LeaveGuard implements ReactiveController {
  #element: OwnerOfEntries;
  #asks = false;

  constructor(element: OwnerOfEntries) {
    this.#element = element;
    element.addController(this);
  }

  /** An element that has left the document may be updated once more. */
  hostUpdated(): void {
    const { isConnected, flow, resumption } = this.#element;
    this.#set(isConnected && !!flow && hasEntries(flow) && !resumption?.isSaved);
  }

  hostDisconnected(): void {
    this.#set(false);
  }

  /** A page with a listener may not be kept for the back button, so there is none without need. */
  #set(asks: boolean): void {
    if (asks === this.#asks) return;
    this.#asks = asks;
    if (asks) addEventListener("beforeunload", this.#ask);
    else removeEventListener("beforeunload", this.#ask);
  }

  #ask = (event: Event): void => event.preventDefault();
}

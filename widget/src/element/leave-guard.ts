import type { ReactiveController, ReactiveControllerHost } from "lit";
import { hasEntries } from "../flow/selectors/entries.ts";
import type { FlowState } from "../flow/state.ts";

type GuardedHost = ReactiveControllerHost & { readonly isConnected: boolean };

/** Lets the browser ask before the page is left while something that the user entered would be lost. */
export class LeaveGuard implements ReactiveController {
  #host: GuardedHost;
  #flow: () => FlowState | undefined;
  #isSaved: () => boolean;
  #asks = false;

  /** `isSaved`: whether the flow comes back after a reload. */
  constructor(host: GuardedHost, flow: () => FlowState | undefined, isSaved: () => boolean) {
    this.#host = host;
    this.#flow = flow;
    this.#isSaved = isSaved;
    host.addController(this);
  }

  /** An element that has left the document may be updated once more. */
  hostUpdated(): void {
    const flow = this.#host.isConnected ? this.#flow() : undefined;
    this.#set(flow !== undefined && hasEntries(flow) && !this.#isSaved());
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

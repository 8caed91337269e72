import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Client } from "../api/client.ts";
import { readRecentsAhead } from "../api/recents.ts";
import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { Reducers } from "../flow/transition.ts";
import { load } from "../lazy/load-module.ts";
import { hasTouchScreen } from "../platform/touch-screen.ts";

interface StartingElement extends ReactiveControllerHost {
  readonly root: ShadowRoot;
  readonly isConnected: boolean;
  readonly client: Client;
  /** Undefined until there is a session token. */
  readonly flow: FlowState | undefined;
  readonly requestId: string | undefined;
  register(reducers: Reducers): void;
  dispatch(event: FlowEvent): void;
}

/**
 * Asks, whenever a flow begins with the search, how the user made their last request. Then the focus goes from the
 * title to what is still empty.
 */
export class LastChoice implements ReactiveController {
  #element: StartingElement;
  #client: Client | undefined;
  /** Settles when it is known how the flow begins. */
  #begun: Promise<void> | undefined;

  constructor(element: StartingElement) {
    this.#element = element;
    element.addController(this);
  }

  hostUpdated(): void {
    const { client, flow, isConnected, requestId } = this.#element;
    if (!flow || !isConnected) return;
    const isSearch = flow.step === "search_beneficiary";
    if (client !== this.#client) {
      this.#client = client;
      // Without an answer the flow begins as it is.
      this.#begun = isSearch && !requestId ? this.#learn(client).catch(() => {}) : undefined;
    }
    if (isSearch) void this.#leaveTitle();
  }

  /** After "New request" the focus is on the title, and the next key belongs to the first empty field. */
  async #leaveTitle(): Promise<void> {
    await this.#begun;
    await this.#element.updateComplete;
    const { root } = this.#element;
    if (hasTouchScreen() || !root.activeElement?.matches("h2")) return;
    root.querySelector<HTMLElement>(":is(input, select):invalid")?.focus();
  }

  async #learn(client: Client): Promise<void> {
    const { last } = await readRecentsAhead(client);
    if (!last) return;
    const { lastChoiceReducers } = await load(() => import("../flow/reducers/last-choice.ts"));
    const { client: current, root, register, dispatch } = this.#element;
    if (client !== current) return;
    register(lastChoiceReducers);
    dispatch({ type: "last_choice_learned", last, inUse: fieldInUse(root) });
  }
}

/**
 * The name of the field with the focus, unless the page alone has put it there: a first key that left no trace may be
 * pressed, or a list be open. The browser knows of keys from before this was loaded.
 */
function fieldInUse({ activeElement }: ShadowRoot): string | undefined {
  const isPressed = navigator.userActivation?.hasBeenActive ?? true;
  if (!isPressed || !activeElement?.matches("input, select, textarea")) return undefined;
  return activeElement.getAttribute("name") ?? "";
}

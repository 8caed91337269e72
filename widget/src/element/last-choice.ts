import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Client } from "../api/client.ts";
import { readRecentsAhead } from "../api/recents.ts";
import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { Reducers } from "../flow/transition.ts";
import { load } from "../lazy/load-module.ts";

interface StartingElement extends ReactiveControllerHost {
  readonly root: ShadowRoot;
  readonly isConnected: boolean;
  addEventListener(type: string, listener: () => void, capture: true): void;
  readonly client: Client;
  /** Undefined until there is a session token. */
  readonly flow: FlowState | undefined;
  readonly requestId: string | undefined;
  register(reducers: Reducers): void;
  dispatch(event: FlowEvent): void;
}

/** What the user fills in first: what is known already is not empty. */
const emptyField = ".content :is(input, select):invalid";

/** Asks, whenever a flow begins with the search, how the user made their last request. */
export class LastChoice implements ReactiveController {
  #element: StartingElement;
  #client: Client | undefined;
  /** Whether the user has pressed anything since the flow began: a field that only has the focus is not in use. */
  #isInUse = false;
  /** Whether the focus goes to the first empty field as soon as there is one. */
  #isFieldAwaited = false;

  constructor(element: StartingElement) {
    this.#element = element;
    element.addController(this);
    const onUse = () => {
      this.#isInUse = true;
    };
    // On the way down: keys that fields use do not come up to the host page.
    for (const type of ["keydown", "pointerdown"]) element.addEventListener(type, onUse, true);
  }

  hostUpdated(): void {
    const { client, flow, isConnected, requestId } = this.#element;
    if (this.#isFieldAwaited && flow?.step === "search_beneficiary") this.#leaveTitle();
    if (!flow || !isConnected || client === this.#client) return;
    this.#client = client;
    this.#isInUse = this.#isFieldAwaited = false;
    if (flow.step === "search_beneficiary" && !requestId) void this.#begin(client);
  }

  /** Without an answer the flow begins as it is. */
  async #begin(client: Client): Promise<void> {
    await this.#learn(client).catch(() => {});
    this.#isFieldAwaited = client === this.#client;
    this.#element.requestUpdate();
  }

  /** After "New request" the focus is on the title, and the next key belongs to a field. */
  #leaveTitle(): void {
    const { root } = this.#element;
    const field = root.querySelector<HTMLElement>(emptyField);
    if (!field) return;
    this.#isFieldAwaited = false;
    const opensKeyboard = matchMedia("(pointer: coarse)").matches;
    if (root.activeElement?.matches("h2") && !opensKeyboard) field.focus();
  }

  async #learn(client: Client): Promise<void> {
    const { last } = await readRecentsAhead(client);
    if (!last) return;
    const { lastChoiceReducers } = await load(() => import("../flow/reducers/last-choice.ts"));
    const { client: current, root, register, dispatch } = this.#element;
    if (client !== current) return;
    register(lastChoiceReducers);
    const { activeElement } = root;
    const inUse = this.#isInUse && activeElement ? (activeElement.getAttribute("name") ?? "") : undefined;
    dispatch({ type: "last_choice_learned", last, inUse });
  }
}

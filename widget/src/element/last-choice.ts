import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Client } from "../api/client.ts";
import { readRecentsAhead } from "../api/recents.ts";
import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { Reducers } from "../flow/transition.ts";
import { load } from "../lazy/load-module.ts";

interface StartingElement extends ReactiveControllerHost {
  readonly root: ShadowRoot;
  readonly client: Client;
  /** Undefined until there is a session token. */
  readonly flow: FlowState | undefined;
  readonly requestId: string | undefined;
  register(reducers: Reducers): void;
  dispatch(event: FlowEvent): void;
}

/** Asks, whenever a flow begins with the search, how the user made their last request. */
export class LastChoice implements ReactiveController {
  #element: StartingElement;
  #client: Client | undefined;

  constructor(element: StartingElement) {
    this.#element = element;
    element.addController(this);
  }

  hostUpdated(): void {
    const { client, flow, requestId } = this.#element;
    if (!flow || client === this.#client) return;
    this.#client = client;
    // Without an answer the flow begins as it is.
    if (flow.step === "search_beneficiary" && !requestId) this.#learn(client).catch(() => {});
  }

  async #learn(client: Client): Promise<void> {
    const { last } = await readRecentsAhead(client);
    if (!last) return;
    const { lastChoiceReducers } = await load(() => import("../flow/reducers/last-choice.ts"));
    const { client: current, root, register, dispatch } = this.#element;
    if (client !== current) return;
    register(lastChoiceReducers);
    dispatch({ type: "last_choice_learned", last, isAtRest: !root.activeElement });
  }
}

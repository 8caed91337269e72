import type { ReactiveControllerHost } from "lit";
import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { Resumption } from "./resumption.ts";

/** The element, as what keeps its entries sees it. */
export interface OwnerOfEntries extends ReactiveControllerHost {
  readonly id: string;
  readonly root: ShadowRoot;
  readonly isConnected: boolean;
  readonly history: boolean | undefined;
  /** Undefined until there is a session token. */
  readonly flow: FlowState | undefined;
  readonly resumption: Resumption | undefined;
  dispatch(event: FlowEvent): void;
}

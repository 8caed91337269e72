import type { Client } from "../api/client.ts";
import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { Reducers } from "../flow/transition.ts";

/** The element whose flow is saved and restored. */
export interface ResumableHost {
  readonly id: string;
  readonly isConnected: boolean;
  readonly client: Client;
  readonly flow: FlowState;
  readonly files: Map<string, File>;
  /** When the first screen was shown, ms since 1970. */
  startedAt: number;
  /** Adds reducers that only some requests need. */
  register(reducers: Reducers): void;
  dispatch(event: FlowEvent): void;
  /** Ends the flow: another widget has taken it over. */
  release(): void;
}

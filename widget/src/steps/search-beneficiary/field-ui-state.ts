import type { SearchableSelect } from "../../components/searchable-select.ts";
import type { StepHost } from "../step.ts";

/** What a field keeps beside its value while it is on the screen. */
export type FieldUiState = {
  /** The text as typed, and the value that was read from it. */
  typed?: { text: string; value: string } | undefined;
  select?: SearchableSelect;
  /** A load of this host is in progress. */
  isLoading?: boolean;
  /** The chosen file: its name, and its content or why it was not accepted. */
  file?: { name: string; value?: string; problem?: string } | undefined;
};

const states = new WeakMap<StepHost, Map<object, FieldUiState>>();

/** The UI state of a field, or of any other object. Each widget on a page has its own. */
export function uiStateOf(host: StepHost, key: object): FieldUiState {
  const ofHost = states.get(host) ?? new Map<object, FieldUiState>();
  states.set(host, ofHost);
  const state = ofHost.get(key) ?? {};
  ofHost.set(key, state);
  return state;
}

/** Ends every search in progress and drops the UI state. */
export function disconnectFields(host: StepHost): void {
  for (const { select } of states.get(host)?.values() ?? []) select?.disconnect();
  states.delete(host);
}

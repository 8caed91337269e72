import { hasEntries } from "../flow/selectors/entries.ts";
import type { FlowState } from "../flow/state.ts";

/** Whether a widget of the page holds something that the user entered and that is not sent yet. */
export function hasUnsentEntries(widget: HTMLElement): boolean {
  const { flow } = widget as { readonly flow?: FlowState };
  return !!flow && hasEntries(flow);
}

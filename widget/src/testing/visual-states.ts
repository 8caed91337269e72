import { productStates } from "./product-states.ts";
import { codeStates, documentStates, outcomeStates, reviewStates } from "./request-states.ts";
import { searchStates } from "./search-states.ts";
import type { VisualState } from "./visual-state.ts";

/** Every visual state of the widget, in the order of the flow. */
export const states: VisualState[] = [
  ...searchStates,
  ...productStates,
  ...documentStates,
  ...reviewStates,
  ...codeStates,
  ...outcomeStates,
];

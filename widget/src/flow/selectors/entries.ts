import { type FlowState, initialState } from "../state.ts";
import { prefilledDiagnoses, prefilledProducts } from "./prefill.ts";

/** Whether the user entered something that is not sent yet: what the host page prefills does not count. */
export function hasEntries(flow: FlowState): boolean {
  const { setup, outcome, files, requirements, searchValues } = flow;
  if (outcome) return false;
  const hasText = [...Object.values(requirements), files.length].some(Boolean);
  const isGiven = JSON.stringify(searchValues) === JSON.stringify(initialState(setup).searchValues);
  return hasText || !isGiven || hasChoices(flow);
}

/** Whether the user chose other products or diagnoses than the host page prefills. */
export function hasChoices(flow: FlowState): boolean {
  return JSON.stringify(chosenIn(flow)) !== JSON.stringify(prefilledIn(flow));
}

/** All that the user entered or chose, to be compared with what it was before. */
export function entriesOf(flow: FlowState): string {
  const { searchValues, requirements, files } = flow;
  return JSON.stringify([searchValues, requirements, files.map(({ id }) => id), chosenIn(flow)]);
}

/** Codes, quantities and posologies of the products, and the codes of the diagnoses. */
function chosenIn({ products, diagnoses }: FlowState) {
  const lines = products.map(({ product, quantity, posology }) => [product.product_code, quantity, posology]);
  return [lines, diagnoses.map(({ code }) => code)];
}

function prefilledIn({ setup, prefillApplied }: FlowState): ReturnType<typeof chosenIn> {
  const applied = prefillApplied ? setup : {};
  const lines = prefilledProducts(applied).map(({ product_code, quantity, posology }) => [
    product_code,
    quantity,
    posology,
  ]);
  return [lines, prefilledDiagnoses(applied)];
}

import type { FocusTarget } from "../steps/step.ts";

const focusSelectors: Record<FocusTarget, string> = {
  title: "h2",
  invalid: '[aria-invalid="true"],[data-invalid]',
  found: "[data-focus]",
  code: "#code",
  diagnoses: "#diagnosis-search",
  product: "#find-product",
  copy: "[data-copy]",
};

/** Moves the keyboard focus to what a target names. Returns whether it is on the screen. */
export function moveFocus(root: ShadowRoot, target: FocusTarget): boolean {
  const element = root.querySelector<HTMLElement>(focusSelectors[target]);
  element?.focus();
  return element !== null;
}

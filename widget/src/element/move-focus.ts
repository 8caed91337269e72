import type { FocusTarget } from "../steps/step.ts";

const focusSelectors: Record<FocusTarget, string> = {
  title: "h2",
  invalid: '[aria-invalid="true"],[data-invalid]',
  found: "[data-focus]",
  code: "#code",
};

/** Moves the keyboard focus to what a target names, where it is on the screen. */
export function moveFocus(root: ShadowRoot, target: FocusTarget): void {
  root.querySelector<HTMLElement>(focusSelectors[target])?.focus();
}

import type { CSSResult } from "lit";

/** Adds styles to a shadow root that has rendered already. Styles that it has are not added again. */
export function addStyles(root: ShadowRoot, styles: CSSResult | undefined): void {
  const sheet = styles?.styleSheet;
  if (!sheet || root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

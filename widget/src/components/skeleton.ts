import { html, nothing } from "lit";
import type { Locale } from "../i18n/locale.ts";

/** Placeholder rows for content that is loading. They appear after a delay. */
export function skeleton(text: Locale, rows = 2) {
  return html`<div class="skeleton" aria-label=${text.loading} role="img">${Array.from({ length: rows }, () => html`<i></i>`)}</div>`;
}

/** A skeleton, unless a load failed: the layout shows that problem. */
export function skeletonOrNothing(host: { text: Locale; loadProblem: unknown }, rows?: number) {
  return host.loadProblem ? nothing : skeleton(host.text, rows);
}

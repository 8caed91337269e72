import { html, nothing } from "lit";
import type { Locale } from "../i18n/locale.ts";

/** The first screen without words, while these are loading. */
export const startSkeleton = html`<div class="skeleton start" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>`;

/** Placeholder rows for content that is loading. They appear after a delay. */
export function skeleton(text: Locale, rows = 2) {
  return html`<div class="skeleton" aria-label=${text.loading} role="img">${Array.from({ length: rows }, () => html`<i></i>`)}</div>`;
}

/** A skeleton, unless a load failed: the layout shows that problem. */
export function skeletonOrNothing(host: { text: Locale; loadProblem: unknown }, rows?: number) {
  return host.loadProblem ? nothing : skeleton(host.text, rows);
}

import { html, svg, type TemplateResult } from "lit";

/** A drawing of 20 px, 1.5 px stroke, in the colour of its text. Always beside words. */
export const icon = (drawing: TemplateResult) =>
  html`<svg viewBox="0 0 20 20" aria-hidden="true">${drawing}</svg>`;

export const alertIcon = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="M10 6.5v4M10 13.4v.1"/>`);

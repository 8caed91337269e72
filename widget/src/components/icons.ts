import { html, svg, type TemplateResult } from "lit";

/** A 20 px icon with a 1.5 px stroke in the colour of the text. It always stands beside text. */
function icon(drawing: TemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 20 20" aria-hidden="true">${drawing}</svg>`;
}

export const alertIcon = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="M10 6.5v4M10 13.4v.1"/>`);
export const checkIcon = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="m6.8 10.2 2.2 2.2 4.2-4.6"/>`);
export const crossIcon = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="m7.5 7.5 5 5m0-5-5 5"/>`);
export const clockIcon = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="M10 6v4.2l2.6 1.6"/>`);

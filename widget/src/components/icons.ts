import { html, svg, type TemplateResult } from "lit";

/** A 20 px icon with a 1.5 px stroke in the colour of the text. It always stands beside text. */
export function icon(drawing: TemplateResult): TemplateResult {
  return html`<svg viewBox="0 0 20 20" aria-hidden="true">${drawing}</svg>`;
}

export const alertIcon = icon(svg`<circle cx="10" cy="10" r="7.25"/><path d="M10 6.5v4M10 13.4v.1"/>`);

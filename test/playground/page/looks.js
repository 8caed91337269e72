/**
 * Brands to try, each as values of the widget's CSS variables. The last ones are hard to read on purpose: the widget
 * derives tones that can be read from any colour.
 * @type {Record<string, Record<string, string>>}
 */
export const looks = {
  clinic: { "--osigu-color-primary": "#0f766e" },
  ink: {
    "--osigu-color-primary": "#111827",
    "--osigu-radius-sm": "0px",
    "--osigu-radius-md": "0px",
    "--osigu-radius-lg": "0px",
  },
  plum: {
    "--osigu-color-primary": "#7a1fa2",
    "--osigu-radius-sm": "12px",
    "--osigu-radius-md": "14px",
    "--osigu-radius-lg": "20px",
    "--osigu-font-family": "Georgia, serif",
  },
  coral: { "--osigu-color-primary": "#e4002b", "--osigu-radius-sm": "20px", "--osigu-spacing-unit": "5px" },
  sun: { "--osigu-color-primary": "#ffd400" },
  paper: { "--osigu-color-primary": "#ffffff" },
};

/**
 * The variables of a choice: those of a brand, or one colour of one's own.
 * @param {string} look
 * @param {string} colour
 * @returns {Record<string, string>}
 */
export const variablesOf = (look, colour) => looks[look] ?? { "--osigu-color-primary": colour };

/**
 * Sets these variables on an element, and no others of the widget's.
 * @param {HTMLElement} element
 * @param {Record<string, string>} variables
 */
export function setVariables(element, variables) {
  for (const name of [...element.style]) if (name.startsWith("--osigu-")) element.style.removeProperty(name);
  for (const [name, value] of Object.entries(variables)) element.style.setProperty(name, value);
}

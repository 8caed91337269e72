/**
 * Brands to try, each as variables of the option `appearance`. The last ones are hard to read on purpose: the widget
 * derives tones that can be read from any colour.
 * @type {Record<string, Record<string, string>>}
 */
export const looks = {
  clinic: { colorPrimary: "#0f766e" },
  ink: {
    colorPrimary: "#111827",
    radiusSm: "0px",
    radiusMd: "0px",
    radiusLg: "0px",
  },
  plum: {
    colorPrimary: "#7a1fa2",
    radiusSm: "12px",
    radiusMd: "14px",
    radiusLg: "20px",
    fontFamily: "Georgia, serif",
  },
  coral: { colorPrimary: "#e4002b", radiusSm: "20px", spacingUnit: "5px" },
  sun: { colorPrimary: "#ffd400" },
  paper: { colorPrimary: "#ffffff" },
};

/** The presets of the option `appearance`; none is the usual look. */
export const presets = /** @type {const} */ (["", "compact", "rounded", "square"]);

/**
 * What the option `appearance` is for these choices: a preset, and the variables of a brand or one colour of one's own.
 * @param {{ look: string, brand: string, preset: string }} choices
 * @returns {Appearance}
 */
export const appearanceOf = ({ look, brand, preset }) => ({
  ...(preset && { preset }),
  variables: looks[look] ?? { colorPrimary: brand },
});

/** @typedef {{ preset?: string, variables: Record<string, string> }} Appearance */

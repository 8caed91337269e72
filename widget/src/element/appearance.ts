import type { Appearance } from "../public/appearance.ts";

const presets: Record<NonNullable<Appearance["preset"]>, Appearance["variables"]> = {
  compact: { fontSizeBase: "14px", spacingUnit: "3px" },
  rounded: { radiusSm: "12px", radiusMd: "14px", radiusLg: "20px" },
  square: { radiusSm: "0", radiusMd: "0", radiusLg: "0" },
};

/** The style sheet of each element's appearance. */
const sheets = new WeakMap<ShadowRoot, CSSStyleSheet>();

/** Gives the element these values of its CSS variables, in place of those before. */
export function applyAppearance(root: ShadowRoot, { preset, variables }: Appearance = {}): void {
  const sheet = sheets.get(root) ?? new CSSStyleSheet();
  sheets.set(root, sheet);
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  sheet.replaceSync(":host {}");
  const { style } = sheet.cssRules[0] as CSSStyleRule;
  const values = { ...(preset && presets[preset]), ...variables };
  for (const [name, value] of Object.entries(values)) {
    if (value) style.setProperty(`--osigu-${kebabCase(name)}`, value);
  }
}

const kebabCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

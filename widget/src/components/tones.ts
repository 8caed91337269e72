import { type CSSResult, unsafeCSS } from "lit";

/** Tones that are derived from a colour of the host page. `color` is any CSS colour. */

/**
 * Black or white: the one with more contrast against a colour, at least 4.58:1. Luminance is `y` of CIE XYZ. Each
 * component is 0, or that of the white point D65.
 */
export function blackOrWhite(color: string): CSSResult {
  const component = (white: number) => `clamp(0, (0.179 - y) * 9999, ${white})`;
  return unsafeCSS(`color(from ${color} xyz-d65 ${component(0.9505)} ${component(1)} ${component(1.0889)})`);
}

/**
 * The tone of a colour that has at least 4.5:1 against `--_bg`, also with a tenth of itself mixed into that. The colour
 * is mixed with `--_ink`, which is black on a light background: a lightness below 0.5 says which of the two it is, and
 * the mix is undone.
 */
export function readable(color: string): CSSResult {
  const isDark = "clamp(0, (l - 0.5) * 9999, 1)";
  const lightness = `clamp(0.74 * ${isDark}, (l - 0.51 * ${isDark}) / 0.49, 0.48 + 0.52 * ${isDark})`;
  return unsafeCSS(
    `oklch(from color-mix(in oklab, ${color} 49%, var(--_ink)) ${lightness} min(c / 0.49, 0.2) h)`,
  );
}

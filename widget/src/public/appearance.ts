/** The CSS variables of the widget, by their names in camel case: `colorPrimary` is `--osigu-color-primary`. */
export type AppearanceVariable =
  | "colorPrimary"
  | "colorPrimaryFg"
  | "colorBg"
  | "colorFg"
  | "colorMuted"
  | "colorBorder"
  | "colorSuccess"
  | "colorWarning"
  | "colorDanger"
  | "radiusSm"
  | "radiusMd"
  | "radiusLg"
  | "fontFamily"
  | "fontSizeBase"
  | "spacingUnit";

/** The look of the widget. A rule of the page for the element itself takes precedence. */
export type Appearance = {
  /** `compact`: smaller text and distances. `rounded`, `square`: corners. Without one, the usual look. */
  preset?: "compact" | "rounded" | "square";
  /** Values as CSS has them. They take precedence over the preset. */
  variables?: { [Name in AppearanceVariable]?: string };
};

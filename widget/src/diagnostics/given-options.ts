/** The options as the page gave them. */
export type GivenOptions = Element & {
  readonly options: object | undefined;
  readonly productType: string | undefined;
  readonly theme: string | undefined;
  readonly locale: string | undefined;
};

/** The properties of the element's class, with their attributes, as Lit has them. */
export type DeclaredClass = {
  elementProperties: Map<string, { attribute?: string | false }>;
  observedAttributes: string[];
};

/** What the widget ignores of what a page gave it. */
export type IgnoredOptions = {
  options: { name: string; known: string[] }[];
  attributes: { name: string; alike: string }[];
  values: { name: string; value: string; known: string[] }[];
  isSecondInContainer: boolean;
};

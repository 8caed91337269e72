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

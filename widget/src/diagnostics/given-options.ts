/** An element, and its options as the page gave them. */
export type GivenOptions = Element & {
  readonly options?: object | undefined;
  readonly productType?: string | undefined;
  readonly theme: string | undefined;
  readonly locale: string | undefined;
};

/** The properties of the element's class, with their attributes, as Lit has them. */
export type DeclaredClass = {
  elementProperties: Map<string, { attribute?: string | false }>;
  observedAttributes: string[];
  /** Names of the callbacks that are no properties of the class. */
  callbacks: readonly string[];
};

/** What an element ignores of what a page gave it, by name. `known`: the names of all options. */
export type IgnoredOptions = {
  known: string[];
  options: string[];
  attributes: string[];
  values: ("productType" | "theme" | "locale")[];
  isSecondInContainer: boolean;
};

import { warn } from "./sentences.ts";

/** The options as the page gave them. */
export type GivenOptions = Element & {
  readonly options: object | undefined;
  readonly productType: string | undefined;
  readonly theme: string | undefined;
  readonly locale: string | undefined;
};

/** The attributes, by the name of their property. */
const attributes: Record<string, string> = {
  bffUrl: "bff-url",
  sponsorSlug: "sponsor-slug",
  productType: "product-type",
  locale: "locale",
  theme: "theme",
  token: "token",
  resume: "resume",
};

/** The options that are no attributes. */
const others = [
  "container",
  "getToken",
  "environment",
  "prefill",
  "hooks",
  "telemetry",
  "onReady",
  "onStepChange",
  "onComplete",
  "onDecision",
  "onError",
  "onClose",
  "onLoadError",
];

const values = {
  productType: ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"],
  theme: ["light", "dark", "auto"],
  locale: ["en", "es", "pt-BR"],
} as const;

/** Warns about options, attributes and values that the widget ignores. */
export function checkOptions(element: GivenOptions): void {
  const known = [...Object.keys(attributes), ...others];
  for (const name of Object.keys(element.options ?? {})) {
    if (!known.includes(name)) warn("option_unknown", name, nearest(name, known));
  }
  for (const name of element.getAttributeNames()) {
    const alike = misspelt(name);
    if (alike) warn("attribute_unknown", name, alike);
  }
  const siblings = element.parentElement?.querySelectorAll(`:scope > ${element.localName}`);
  if (element.options && siblings && siblings.length > 1) warn("container_taken");
  for (const name of ["productType", "theme", "locale"] as const) {
    const value = element[name];
    if (value && !isKnown(name, value)) warn("value_unknown", name, value, values[name]);
  }
}

/** Of a locale, the language counts: `es-CO` is Spanish. */
function isKnown(name: keyof typeof values, value: string): boolean {
  const known: readonly string[] = values[name];
  if (name !== "locale") return known.includes(value);
  return known.some((each) => value.slice(0, 2).toLowerCase() === each.slice(0, 2));
}

/** The attribute or property that was meant by `sponsorslug` or `gettoken`; HTML has its attributes in lower case. */
function misspelt(name: string): string | undefined {
  if (Object.values(attributes).includes(name)) return undefined;
  const plain = name.replaceAll(/[-_]/g, "");
  for (const [property, attribute] of Object.entries(attributes)) {
    if (property.toLowerCase() === plain) return attribute;
  }
  const property = others.find((each) => each.toLowerCase() === plain);
  return property && `the property ${property}`;
}

/** The name that differs from this one by two letters at most. */
function nearest(name: string, known: string[]): string | undefined {
  const distances = known.map((each) => [each, distance(name.toLowerCase(), each.toLowerCase())] as const);
  return distances.filter(([, letters]) => letters <= 2).sort(([, a], [, b]) => a - b)[0]?.[0];
}

/** Letters to insert, remove or replace: the Levenshtein distance. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

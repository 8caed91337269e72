import type { DeclaredClass, GivenOptions } from "./given-options.ts";
import { nearest } from "./nearest.ts";
import { warn } from "./sentences.ts";

/** The options that are no properties of the class. */
const others = [
  "container",
  "environment",
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

/** Warns about each option, attribute and value that the widget ignores. */
export function tellIgnored(element: GivenOptions): void {
  const { elementProperties, observedAttributes } = element.constructor as unknown as DeclaredClass;
  const known = [...elementProperties.keys(), ...others];
  for (const name of Object.keys(element.options ?? {})) {
    if (!known.includes(name)) warn("option_unknown", name, nearest(name, known));
  }
  for (const name of element.getAttributeNames()) {
    // HTML has its attributes in lower case.
    const property = known.find((each) => each.toLowerCase() === name.replaceAll("-", ""));
    if (!property || observedAttributes.includes(name)) continue;
    const attribute = elementProperties.get(property)?.attribute ?? property;
    warn("attribute_unknown", name, attribute || `the property ${property}`);
  }
  for (const name of ["productType", "theme", "locale"] as const) {
    const value = element[name];
    if (value && !isKnown(name, value)) warn("value_unknown", name, value, values[name]);
  }
  const siblings = element.parentElement?.querySelectorAll(`:scope > ${element.localName}`);
  if (element.options && siblings && siblings.length > 1) warn("container_taken");
}

/** Of a locale, the language counts: `es-CO` is Spanish. */
function isKnown(name: keyof typeof values, value: string): boolean {
  const known: readonly string[] = values[name];
  if (name !== "locale") return known.includes(value);
  return known.some((each) => value.slice(0, 2).toLowerCase() === each.slice(0, 2));
}

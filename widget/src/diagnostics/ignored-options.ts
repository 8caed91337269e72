import type { DeclaredClass, GivenOptions, IgnoredOptions } from "./given-options.ts";
import { nearest } from "./nearest.ts";
import { propertyOf } from "./property-of.ts";
import { warnOf } from "./sentences.ts";

const knownValues = {
  productType: ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"],
  theme: ["light", "dark", "auto"],
  locale: ["en", "es", "pt-BR"],
};

/** Warns about each option, attribute and value that an element ignores. */
export function tellIgnored(
  element: GivenOptions,
  { known, options, attributes, values, isSecondInContainer }: IgnoredOptions,
): void {
  const tag = element.localName;
  for (const name of options) warnOf(tag, "option_unknown", name, nearest(name, known));
  for (const name of attributes) warnOf(tag, "attribute_unknown", name, alike(element, name, known));
  for (const name of values) warnOf(tag, "value_unknown", name, `${element[name]}`, knownValues[name]);
  if (isSecondInContainer) warnOf(tag, "container_taken");
}

/** What is written like an attribute: another attribute, or a property. Callbacks of `mount` are properties alone. */
function alike(element: Element, name: string, known: string[]): string | undefined {
  const property = propertyOf(name, known);
  if (!property) return undefined;
  const { elementProperties } = element.constructor as unknown as DeclaredClass;
  const declared = elementProperties.get(property);
  return (declared && (declared.attribute ?? property)) || `the property ${property}`;
}

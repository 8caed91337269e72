import { explain } from "./explain.ts";
import type { DeclaredClass, GivenOptions } from "./given-options.ts";

/** The options of `mount` that are no properties of the class. */
const otherOptions = [
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

const knownValues = {
  productType: ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"],
  theme: ["light", "dark", "auto"],
  locale: ["en", "es", "pt-BR"],
};

/** Tells of options, attributes and values that the widget ignores. The sentences load only when there are some. */
export function checkOptions(element: GivenOptions, given: object = {}): void {
  const { elementProperties, observedAttributes } = element.constructor as unknown as DeclaredClass;
  const known = [...elementProperties.keys(), ...otherOptions];
  const options = Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({ name, known }));
  const attributes = element.getAttributeNames().flatMap((name) => {
    // HTML has its attributes in lower case.
    const property = known.find((each) => each.toLowerCase() === name.replaceAll("-", ""));
    if (!property || observedAttributes.includes(name)) return [];
    // Callbacks of `mount` are properties alone.
    const declared = elementProperties.get(property);
    const attribute = declared && (declared.attribute ?? property);
    return [{ name, alike: attribute || `the property ${property}` }];
  });
  const values = (["productType", "theme", "locale"] as const).flatMap((name) => {
    const value = element[name];
    return value && !isKnown(name, value) ? [{ name, value, known: knownValues[name] }] : [];
  });
  const isSecondInContainer = hasSiblingBefore(element);
  if (options.length || attributes.length || values.length || isSecondInContainer)
    void explain("options_ignored", { options, attributes, values, isSecondInContainer });
}

/** Of a locale, the language counts: `es-CO` is Spanish. */
function isKnown(name: keyof typeof knownValues, value: string): boolean {
  if (name !== "locale") return knownValues[name].includes(value);
  return knownValues.locale.some((each) => value.slice(0, 2).toLowerCase() === each.slice(0, 2));
}

/** Whether `mount` made the element for a container that had one. */
function hasSiblingBefore({ options, parentElement, localName }: GivenOptions): boolean {
  return !!options && !!parentElement?.querySelector(`:scope > ${localName} ~ ${localName}`);
}

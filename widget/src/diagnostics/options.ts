import { explain } from "./explain.ts";
import type { DeclaredClass, GivenOptions } from "./given-options.ts";
import { propertyOf } from "./property-of.ts";

/** The values that an option can have. Of a locale, the language counts: `es-CO` is Spanish. */
const expected = {
  productType: /^(MEDICATION|LAB|IMAGING|PROCEDURE)$/,
  theme: /^(light|dark|auto)$/,
  locale: /^(en|es|pt)/i,
};

/** What `mount` alone takes. */
const mountOptions = ["container", "environment", "onLoadError"];

/**
 * Tells of options, attributes and values that an element ignores. The sentences load only when there are some.
 * `foreign`: attributes that are another element's.
 */
export function checkOptions(element: GivenOptions, given: object = {}, foreign: string[] = []): void {
  const { elementProperties, observedAttributes, callbacks } =
    element.constructor as unknown as DeclaredClass;
  const known = [...elementProperties.keys(), ...callbacks, ...mountOptions];
  const options = Object.keys(given).filter((name) => !known.includes(name));
  const attributes = element
    .getAttributeNames()
    .filter(
      (name) => !observedAttributes.includes(name) && (foreign.includes(name) || propertyOf(name, known)),
    );
  const values = (["productType", "theme", "locale"] as const).filter(
    (name) => element[name] && !expected[name].test(element[name]),
  );
  const isSecondInContainer = hasSiblingBefore(element);
  if (options.length || attributes.length || values.length || isSecondInContainer)
    void explain("options_ignored", element, { known, options, attributes, values, isSecondInContainer });
}

/** Whether `mount` made the element for a container that had one. */
function hasSiblingBefore({ options, parentElement, localName }: GivenOptions): boolean {
  return !!options && !!parentElement?.querySelector(`:scope > ${localName} ~ ${localName}`);
}

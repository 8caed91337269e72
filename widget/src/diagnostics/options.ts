import { explain } from "./explain.ts";
import type { DeclaredClass, GivenOptions } from "./given-options.ts";

/** The options that are no properties of the class. */
const others = /^(,|container|environment|on(Ready|StepChange|Complete|Decision|Error|Close|LoadError))*$/;

/** Product type, theme and locale. Of a locale, the language counts: `es-CO` is Spanish. */
const values = /^(MEDICATION|LAB|IMAGING|PROCEDURE|),(light|dark|auto|),((en|es|pt).*|)$/;

/** Tells of options, attributes and values that the widget ignores. What names them loads only when there are some. */
export function checkOptions(element: GivenOptions): void {
  const { options, productType, theme, locale, parentElement, localName } = element;
  const { elementProperties, observedAttributes } = element.constructor as unknown as DeclaredClass;
  const names = [...elementProperties.keys()].join().toLowerCase().split(",");
  if (
    !others.test(`${Object.keys(options ?? {}).filter((name) => !elementProperties.has(name))}`) ||
    !values.test(`${[productType, theme, locale]}`) ||
    element
      .getAttributeNames()
      .some((name) => !observedAttributes.includes(name) && names.includes(name.replaceAll("-", ""))) ||
    (options && parentElement?.querySelector(`:scope > ${localName} ~ ${localName}`))
  )
    void explain("options_ignored", element);
}

/** The property that an attribute is written like. HTML has its attributes in lower case. */
export function propertyOf(attribute: string, known: string[]): string | undefined {
  return known.find((each) => each.toLowerCase() === attribute.replaceAll("-", ""));
}

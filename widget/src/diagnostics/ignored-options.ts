import type { IgnoredOptions } from "./given-options.ts";
import { nearest } from "./nearest.ts";
import { warn } from "./sentences.ts";

/** Warns about each option, attribute and value that the widget ignores. */
export function tellIgnored({ options, attributes, values, isSecondInContainer }: IgnoredOptions): void {
  for (const { name, known } of options) warn("option_unknown", name, nearest(name, known));
  for (const { name, alike } of attributes) warn("attribute_unknown", name, alike);
  for (const { name, value, known } of values) warn("value_unknown", name, value, known);
  if (isSecondInContainer) warn("container_taken");
}

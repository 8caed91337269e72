import type { Mounted } from "../public/mounted.ts";
import type { MountOptions } from "../public/options.ts";
import { tagName } from "./tag-name.ts";

/**
 * Creates the element with the options inside `container`.
 *
 * @throws Error when the container cannot be found or `getToken` is not a function.
 */
export function mount(options: MountOptions): Mounted {
  const { container, environment: _known, ...rest } = options;
  const parent = typeof container === "string" ? document.querySelector<HTMLElement>(container) : container;
  if (!parent) throw new Error(`mount: no element matches "${container}"`);
  if (typeof rest.getToken !== "function") throw new Error("mount: getToken is not a function");
  const element = document.createElement(tagName);
  // Before the element is defined they are properties of its own, which it takes over.
  Object.assign(element, rest, { options });
  parent.append(element);
  return {
    element,
    update: (next) => (element.update ? element.update(next) : Object.assign(element, next)),
    unmount: () => element.remove(),
  };
}

import type { MountOptions } from "../public/options.ts";
import type { OsiguPreauthElement } from "../public/public-element.ts";
import { tagName } from "./tag-name.ts";

/** A mounted widget. */
export type Mounted = {
  element: OsiguPreauthElement;
  /** Changes options and callbacks, at any time. */
  update(options: Partial<MountOptions>): void;
  unmount(): void;
};

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
    update: (next) => Object.assign(element, next),
    unmount: () => element.remove(),
  };
}

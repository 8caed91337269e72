import type { MountOptions } from "../public/options.ts";
import type { OsiguPreauthElement } from "../public/public-element.ts";
import { tagName } from "./tag-name.ts";

const callbacks = {
  onReady: "preauth-ready",
  onStepChange: "preauth-step",
  onComplete: "preauth-complete",
  onDecision: "preauth-decision",
  onError: "preauth-error",
  onClose: "preauth-close",
} as const;

/** A mounted widget. */
export type Mounted = { element: OsiguPreauthElement; unmount(): void };

/**
 * Creates the element with the options inside `container`.
 *
 * @throws Error when the container cannot be found or `getToken` is not a function.
 */
export function mount(options: MountOptions): Mounted {
  const { container, environment: _known, ...rest } = options;
  const parent = typeof container === "string" ? document.querySelector<HTMLElement>(container) : container;
  if (!parent) throw new Error(`OsiguPreAuth.mount: no element matches "${container}"`);
  if (typeof rest.getToken !== "function") {
    throw new Error("OsiguPreAuth.mount: getToken is not a function");
  }
  const element = document.createElement(tagName);
  for (const [name, value] of Object.entries(rest)) {
    const type = callbacks[name as keyof typeof callbacks];
    if (!type) Object.assign(element, { [name]: value });
    else if (value)
      element.addEventListener(type, (event) =>
        (value as (detail: unknown) => void)((event as CustomEvent).detail),
      );
  }
  parent.append(element);
  return { element, unmount: () => element.remove() };
}

import type { HTMLAttributes } from "svelte/elements";
import type { ElementAttributes, ElementProperties, OsiguPreauthElement, PreauthEvents } from "../index.ts";

export * from "../index.ts";

/** The element in markup: attributes, properties, and listeners as Svelte 5 and Svelte 4 write them. */
type SvelteElement = HTMLAttributes<OsiguPreauthElement> &
  ElementAttributes &
  Partial<ElementProperties> & {
    [Name in keyof PreauthEvents as `on${Name}` | `on:${Name}`]?: (
      event: CustomEvent<PreauthEvents[Name]>,
    ) => void;
  };

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "osigu-preauth": SvelteElement;
  }
}

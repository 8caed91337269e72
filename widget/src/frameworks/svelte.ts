import type { HTMLAttributes } from "svelte/elements";
import type {
  ElementAttributes,
  ElementProperties,
  OsiguPreauthElement,
  OsiguPreauthRequestsElement,
  PreauthEvents,
  PreauthRequestsEvents,
  RequestsAttributes,
  RequestsProperties,
} from "../index.ts";

export * from "../index.ts";

/** Listeners as Svelte 5 and Svelte 4 write them. */
type Listeners<Events> = {
  [Name in keyof Events & string as `on${Name}` | `on:${Name}`]?: (event: CustomEvent<Events[Name]>) => void;
};

/** The element in markup: attributes, properties and listeners. */
type SvelteElement = HTMLAttributes<OsiguPreauthElement> &
  ElementAttributes &
  Partial<ElementProperties> &
  Listeners<PreauthEvents>;

/** The list of requests in markup. */
type SvelteRequests = HTMLAttributes<OsiguPreauthRequestsElement> &
  RequestsAttributes &
  RequestsProperties &
  Listeners<PreauthRequestsEvents>;

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "osigu-preauth": SvelteElement;
    "osigu-preauth-requests": SvelteRequests;
  }
}

import type { HTMLAttributes, PublicProps } from "vue";
import type {
  ElementProperties,
  OsiguPreauthElement,
  OsiguPreauthRequestsElement,
  PreauthEvents,
  PreauthRequestsEvents,
  RequestsProperties,
} from "../index.ts";

export * from "../index.ts";

/** `preauth-ready` → `onPreauthReady`, as Vue names a listener. */
type ListenerName<Name extends string> = Name extends `preauth-${infer Rest}`
  ? `onPreauth${Capitalize<Rest>}`
  : never;

type Listeners<Events> = {
  [Name in keyof Events & string as ListenerName<Name>]?: (event: CustomEvent<Events[Name]>) => void;
};

/** The element in a template, as Vue's guide describes the types of custom elements. */
type VueElement = new () => OsiguPreauthElement & {
  $props: HTMLAttributes & PublicProps & Partial<ElementProperties> & Listeners<PreauthEvents>;
};

/** The list of requests in a template. */
type VueRequests = new () => OsiguPreauthRequestsElement & {
  $props: HTMLAttributes & PublicProps & RequestsProperties & Listeners<PreauthRequestsEvents>;
};

declare module "vue" {
  interface GlobalComponents {
    "osigu-preauth": VueElement;
    "osigu-preauth-requests": VueRequests;
  }
}

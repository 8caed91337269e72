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

/** `use-again` → `UseAgain`. */
type PascalCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${PascalCase<Rest>}`
  : Capitalize<Name>;

/** `onPreauthReady` for `preauth-ready`, as Vue names a listener. */
type Listeners<Events> = {
  [Name in keyof Events & string as `on${PascalCase<Name>}`]?: (event: CustomEvent<Events[Name]>) => void;
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

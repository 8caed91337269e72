import type { HTMLAttributes, PublicProps } from "vue";
import type { ElementProperties, OsiguPreauthElement, PreauthEvents } from "../index.ts";

export * from "../index.ts";

/** `preauth-ready` → `onPreauthReady`, as Vue names a listener. */
type ListenerName<Name extends string> = Name extends `preauth-${infer Rest}`
  ? `onPreauth${Capitalize<Rest>}`
  : never;

/** The element in a template, as Vue's guide describes the types of custom elements. */
type VueElement = new () => OsiguPreauthElement & {
  $props: HTMLAttributes &
    PublicProps &
    Partial<ElementProperties> & {
      [Name in keyof PreauthEvents as ListenerName<Name>]?: (event: CustomEvent<PreauthEvents[Name]>) => void;
    };
};

declare module "vue" {
  interface GlobalComponents {
    "osigu-preauth": VueElement;
  }
}

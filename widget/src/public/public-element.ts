import type { PreauthEvents } from "./events.ts";
import type { Hooks, Prefill } from "./options.ts";

/** `<osigu-preauth>` as a page sees it. */
export interface OsiguPreauthElement extends HTMLElement {
  /** Address of the BFF, without a path. */
  bffUrl: string | undefined;
  /** Fixes the insurer; the person is not asked. */
  sponsorSlug: string | undefined;
  /** Fixes what can be asked for: `MEDICATION`, `LAB`, `IMAGING`, `PROCEDURE`. */
  productType: string | undefined;
  /** `en`, `es` or `pt-BR`; the browser's by default. */
  locale: string | undefined;
  /** `light`, `dark`, or `auto`: what the system is set to. */
  theme: string | undefined;
  /** Gives a session token of the BFF. Called when one is needed and when one has ended. */
  getToken: (() => Promise<string>) | undefined;
  /** A session token that the page has already. Used once, and removed from the element; then `getToken` is called. */
  token: string | undefined;
  /** What the host knows already. */
  prefill: Prefill | undefined;
  /** The host's say in the flow. */
  hooks: Hooks | undefined;
  /** Comes back as `telemetry_id`. */
  telemetry: { trackingId?: string } | undefined;
  /** Lets the flow be kept, sealed, in this tab, to come back to it after a reload. Off by default. */
  resume: boolean | undefined;
  /** Begins again with an empty flow. */
  restart(): void;
  addEventListener<Name extends keyof PreauthEvents>(
    type: Name,
    listener: (this: OsiguPreauthElement, event: CustomEvent<PreauthEvents[Name]>) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: HTMLElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** The element's class as a page sees it. */
export interface OsiguPreauthClass {
  new (): OsiguPreauthElement;
  /** Of the package. */
  readonly version: string;
  /** The BFF's address where an element names none. */
  defaultBffUrl: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "osigu-preauth": OsiguPreauthElement;
  }
}

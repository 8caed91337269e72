import type { PreauthError } from "./events.ts";
import type { Prefill } from "./options.ts";

/** An earlier request that the user wants to see, or to go on with. */
export type OpenedRequest = { authorization_request_id: string };

/** An earlier request whose products and diagnoses go into a new one; with `prefill.beneficiaryId` for the same person. */
export type ReusedRequest = OpenedRequest & { sponsor_slug: string; prefill: Prefill };

/** The events of `<osigu-preauth-requests>`, by name, with their `detail`. All of them bubble and cross shadow roots. */
export type PreauthRequestsEvents = {
  /** The user opens a request. Unless cancelled, the page's `<osigu-preauth>` shows it. */
  "preauth-open": OpenedRequest;
  /** The user uses a request again. Unless cancelled, the page's `<osigu-preauth>` starts with its `prefill`. */
  "preauth-use-again": ReusedRequest;
  /** A problem. The user sees it as well. */
  "preauth-error": PreauthError;
};

/** `<osigu-preauth-requests>`, as a host page sees it. */
export interface OsiguPreauthRequestsElement extends HTMLElement {
  /** The address of the BFF, without a path. */
  bffUrl: string | undefined;
  /** `en`, `es` or `pt-BR`. The browser's language by default. */
  locale: string | undefined;
  /** `light`, `dark`, or `auto` for the system's. */
  theme: string | undefined;
  /** Returns a session token of the BFF. Called when a token is needed, and again when it has expired. */
  getToken: (() => Promise<string>) | undefined;
  /** A session token that the page has already. Used once, and removed from the element; then `getToken` is called. */
  token: string | undefined;
  addEventListener<Name extends keyof PreauthRequestsEvents>(
    type: Name,
    listener: (this: OsiguPreauthRequestsElement, event: CustomEvent<PreauthRequestsEvents[Name]>) => unknown,
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

declare global {
  interface HTMLElementTagNameMap {
    "osigu-preauth-requests": OsiguPreauthRequestsElement;
  }
}

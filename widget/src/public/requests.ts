import type { MessageOverrides } from "../i18n/message-overrides.ts";
import type { Appearance } from "./appearance.ts";
import type { PreauthError } from "./events.ts";
import type { LocaleTag, Prefill, Support, Theme } from "./options.ts";

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
  /** `en`, `es` or `pt-BR`. By default the page's language, from the closest `lang`, else the browser's. */
  locale: LocaleTag | undefined;
  /** `light`, `dark`, or `auto` for the system's. */
  theme: Theme | undefined;
  /** Returns a session token of the BFF. Called when a token is needed, and again when it has expired. */
  getToken: (() => Promise<string>) | undefined;
  /** A session token that the page has already, or a promise of one. Used once, and removed from the element; then `getToken` is called. */
  token: string | Promise<string> | undefined;
  /** Where the user gets help. Shown under the list. */
  support: Support | undefined;
  /** Sentences that the host page words itself, by language: those of the list under `list`. */
  messages: MessageOverrides | undefined;
  /** A preset of the look, and values of the CSS variables. */
  appearance: Appearance | undefined;
}

/** The options of `<osigu-preauth-requests>`. */
export type RequestsProperties = Partial<
  Pick<
    OsiguPreauthRequestsElement,
    "bffUrl" | "locale" | "theme" | "getToken" | "token" | "support" | "messages" | "appearance"
  >
>;

/** The attributes of `<osigu-preauth-requests>`. */
export type RequestsAttributes = Pick<RequestsProperties, "locale" | "theme"> & {
  token?: string | undefined;
  "bff-url"?: string | undefined;
};

/** The list's events, as the DOM's types have events. A problem's is among those of the form. */
type RequestsEventMap = {
  [Name in Exclude<keyof PreauthRequestsEvents, "preauth-error">]: CustomEvent<PreauthRequestsEvents[Name]>;
};

declare global {
  /** They bubble: elements, the document and the window can listen. */
  interface GlobalEventHandlersEventMap extends RequestsEventMap {}
  interface HTMLElementTagNameMap {
    "osigu-preauth-requests": OsiguPreauthRequestsElement;
  }
}

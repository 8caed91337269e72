import type { MessageOverrides } from "../i18n/message-overrides.ts";
import type { Appearance } from "./appearance.ts";
import type { PreauthEvents } from "./events.ts";
import type { StepName } from "./host-contract.ts";
import type {
  Callbacks,
  Hooks,
  LocaleTag,
  MountOptions,
  Prefill,
  ProductType,
  Support,
  Telemetry,
  Theme,
} from "./options.ts";

/** `<osigu-preauth>`, as a host page sees it. */
export interface OsiguPreauthElement extends HTMLElement, Callbacks {
  /** The address of the BFF, without a path. */
  bffUrl: string | undefined;
  /** The insurer. Without it the user chooses. */
  sponsorSlug: string | undefined;
  /** The only product type: `MEDICATION`, `LAB`, `IMAGING` or `PROCEDURE`. */
  productType: ProductType | undefined;
  /** `en`, `es` or `pt-BR`. By default the page's language, from the closest `lang`, else the browser's. */
  locale: LocaleTag | undefined;
  /** `light`, `dark`, or `auto` for the system's. */
  theme: Theme | undefined;
  /** Returns a session token of the BFF. Called when a token is needed, and again when it has expired. */
  getToken: (() => Promise<string>) | undefined;
  /** A session token that the page has already, or a promise of one. Used once, and removed from the element; then `getToken` is called. */
  token: string | Promise<string> | undefined;
  /** The clinic's name, on paper. The page's host name by default. */
  clinicName: string | undefined;
  /** What the host page knows already. */
  prefill: Prefill | undefined;
  /** Callbacks of the host page that take part in the flow. */
  hooks: Hooks | undefined;
  /** Returned as `telemetry_id` in the outcome. */
  telemetry: Telemetry | undefined;
  /** Where the user gets help. Shown at the same place on every step. */
  support: Support | undefined;
  /** Sentences that the host page words itself, by language. */
  messages: MessageOverrides | undefined;
  /** Saves the flow, encrypted, in this tab and restores it after a reload. On by default where the page has TLS. */
  resume: boolean | undefined;
  /** Gives each step an entry in the browser's history. Off by default. */
  history: boolean | undefined;
  /** The authorization request that is shown. Set it to open one; the element sets it when it makes one. */
  requestId: string | undefined;
  /** The page's own case number, at most 100 characters. It goes with a request when that is made. */
  reference: string | undefined;
  /** A preset of the look, and values of the CSS variables. */
  appearance: Appearance | undefined;
  /** The current step; undefined before the first screen. Shown as the attribute `step`. */
  readonly step: StepName | undefined;
  /** Whether the user waits for a call, or a file is on its way. Shown as the attribute `busy`. */
  readonly busy: boolean;
  /** Changes options and callbacks, at any time. */
  update(options: Partial<MountOptions>): void;
  /** Starts again with an empty flow. */
  restart(): void;
}

/** The class of the element, as a host page sees it. */
export interface OsiguPreauthClass {
  new (): OsiguPreauthElement;
  /** The version of the package. */
  readonly version: string;
  /** The address of the BFF for elements without `bff-url`. */
  defaultBffUrl: string;
}

/** The widget's events, as the DOM's types have events. */
type PreauthEventMap = { [Name in keyof PreauthEvents]: CustomEvent<PreauthEvents[Name]> };

declare global {
  /** They bubble: elements, the document and the window can listen. */
  interface GlobalEventHandlersEventMap extends PreauthEventMap {}
  interface HTMLElementTagNameMap {
    "osigu-preauth": OsiguPreauthElement;
  }
}

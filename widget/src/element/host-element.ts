import { LitElement } from "lit";
import type { Prefetched } from "../api/prefetch.ts";
import type { MessageOverrides } from "../i18n/message-overrides.ts";
import type { Appearance } from "../public/appearance.ts";
import type { PreauthEvents } from "../public/events.ts";
import type {
  Callbacks,
  Hooks,
  LocaleTag,
  Prefill,
  ProductType,
  Support,
  Telemetry,
  Theme,
} from "../public/options.ts";
import { awaitToken, missToken } from "./token-wait.ts";

/** The callbacks of the host page, each with the event that it is called for. */
const callbackEvents = {
  onReady: "preauth-ready",
  onStepChange: "preauth-step",
  onComplete: "preauth-complete",
  onDecision: "preauth-decision",
  onError: "preauth-error",
  onClose: "preauth-close",
} as const satisfies Record<string, keyof PreauthEvents>;

/**
 * The element as its page sees it: options, callbacks, and a warning when the page gives no token. It knows whether the
 * page handles `preauth-close`: it notices its own listeners. One that the browser upgraded may have had listeners
 * before, unless `mount` made it.
 */
export abstract class HostElement extends LitElement {
  static override properties = {
    bffUrl: { attribute: "bff-url" },
    sponsorSlug: { attribute: "sponsor-slug" },
    productType: { attribute: "product-type" },
    locale: {},
    theme: {},
    getToken: { attribute: false },
    token: {},
    clinicName: { attribute: "clinic-name" },
    prefill: { attribute: false },
    hooks: { attribute: false },
    telemetry: { attribute: false },
    support: { attribute: false },
    messages: { attribute: false },
    resume: { type: Boolean },
    history: { type: Boolean },
    requestId: { attribute: "request-id", reflect: true },
    reference: {},
    appearance: { attribute: false },
    onClose: { attribute: false },
  };

  static readonly callbacks = Object.keys(callbackEvents);

  /** The address of the BFF, without a path. */
  declare bffUrl: string | undefined;
  /** The insurer. Without it the user chooses. */
  declare sponsorSlug: string | undefined;
  /** The only product type: `MEDICATION`, `LAB`, `IMAGING` or `PROCEDURE`. */
  declare productType: ProductType | undefined;
  /** `en`, `es` or `pt-BR`. By default the page's language, from the closest `lang`, else the browser's. */
  declare locale: LocaleTag | undefined;
  /** `light`, `dark`, or `auto` for the system's. */
  declare theme: Theme | undefined;
  /** Returns a session token of the BFF. Called when a token is needed, and again when it has expired. */
  declare getToken: (() => Promise<string>) | undefined;
  /** A session token that the page has already, or a promise of one. Used once, and removed from the element; then `getToken` is called. */
  declare token: string | Promise<string> | undefined;
  /** What the loader requested before the element was defined. Used once. */
  declare prefetched: Prefetched | undefined;
  /** The clinic's name, on paper. The page's host name by default. */
  declare clinicName: string | undefined;
  /** What the host page knows already. */
  declare prefill: Prefill | undefined;
  /** Callbacks of the host page that take part in the flow. */
  declare hooks: Hooks | undefined;
  /** Returned as `telemetry_id` in the outcome. */
  declare telemetry: Telemetry | undefined;
  /** Where the user gets help. Shown at the same place on every step. */
  declare support: Support | undefined;
  /** Sentences that the host page words itself, by language. */
  declare messages: MessageOverrides | undefined;
  /** Saves the flow, encrypted, in this tab and restores it after a reload. On by default where the page has TLS. */
  declare resume: boolean | undefined;
  /** Gives each step an entry in the browser's history. Off by default. */
  declare history: boolean | undefined;
  /** The authorization request that is shown. Set it to open one; the element sets it when it makes one. */
  declare requestId: string | undefined;
  /** The page's own case number, at most 100 characters. It goes with a request when that is made. */
  declare reference: string | undefined;
  /** A preset of the look, and values of the CSS variables. */
  declare appearance: Appearance | undefined;

  /** The options that `mount` was given; undefined for an element that the page made itself. */
  declare options: object | undefined;
  declare onClose: Callbacks["onClose"];
  readonly #closeListeners = new Set<EventListenerOrEventListenerObject>();
  readonly #isUpgraded = this.isConnected;

  abstract hasToken(): boolean;
  abstract runLoad(work: () => Promise<unknown>): Promise<void>;

  constructor() {
    super();
    // Listeners, so that an error in a callback does not stop the flow: the browser reports it to the page.
    const callbacks = this as unknown as Record<string, ((detail: unknown) => void) | undefined>;
    for (const [name, type] of Object.entries(callbackEvents)) {
      super.addEventListener(type, (event) => callbacks[name]?.((event as CustomEvent).detail));
    }
    super.addEventListener("preauth-step", (event) =>
      this.hooks?.onStepChange?.((event as CustomEvent).detail),
    );
  }

  /** Whether the page handles `preauth-close`. Undefined where that cannot be known. */
  get handlesClose(): boolean | undefined {
    if (this.onClose || this.#closeListeners.size) return true;
    return this.#isUpgraded && !this.options ? undefined : false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    awaitToken(this, () => this.runLoad(this.missToken));
  }

  protected missToken = (): Promise<never> => missToken(this);

  override addEventListener<Name extends keyof HTMLElementEventMap>(
    type: Name,
    listener: (this: HTMLElement, event: HTMLElementEventMap[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void {
    const { once, signal } = Object(options) as AddEventListenerOptions;
    const listeners = this.#closeListeners;
    // The browser ignores one that it has already, and one that is withdrawn.
    if (type === "preauth-close" && listener && !listeners.has(listener) && !signal?.aborted) {
      listeners.add(listener);
      const forget = () => {
        listeners.delete(listener);
        this.requestUpdate();
      };
      // Before the listener, which may stop the event.
      if (once) super.addEventListener(type, forget, options);
      signal?.addEventListener("abort", forget);
      this.requestUpdate();
    }
    super.addEventListener(type, listener, options);
  }

  override removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void {
    super.removeEventListener(type, listener, options);
    if (type === "preauth-close" && this.#closeListeners.delete(listener)) this.requestUpdate();
  }
}

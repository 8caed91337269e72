import { LitElement } from "lit";
import { explain } from "../diagnostics/explain.ts";
import { type PreauthEvents, preauthEvent } from "../public/events.ts";
import type { Callbacks, Hooks } from "../public/options.ts";

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
 * What an element owes to its page: callbacks, and a word when the page gives no token. It knows whether the page
 * handles `preauth-close`: it notices its own listeners. One that the browser upgraded may have had listeners before,
 * so that some are assumed, unless `mount` made it.
 */
export abstract class HostElement extends LitElement {
  /** The options that `mount` was given; undefined for an element that the page made itself. */
  declare options: object | undefined;
  declare onClose: Callbacks["onClose"];
  abstract hooks: Hooks | undefined;
  #hasListener = false;
  readonly #isUpgraded = this.isConnected;

  /** Milliseconds that a page has to set `getToken`: a framework may do so after its first render. */
  static tokenPatience = 3_000;

  protected abstract hasToken(): boolean;
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

  /** Whether the page handles `preauth-close`, as far as that can be known. */
  get closable(): boolean {
    return this.#hasListener || !!this.onClose || (!this.options && this.#isUpgraded);
  }

  abstract restart(): void;

  /** Tells the page that the user is done. Where nobody is known to listen, the element starts again. */
  close = (): void => {
    const proceeds = this.dispatchEvent(preauthEvent("preauth-close", undefined));
    if (proceeds && !this.#hasListener && !this.onClose && this.isConnected) this.restart();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    setTimeout(() => {
      if (!this.hasToken() && this.isConnected) void this.runLoad(this.missToken);
    }, HostElement.tokenPatience);
  }

  /** Without a token nothing happens: the page's developer and the user are told why. */
  protected missToken = (): Promise<void> => explain("token_missing");

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
    super.addEventListener(type, listener, options);
    if (type !== "preauth-close" || !listener) return;
    this.#hasListener = true;
    this.requestUpdate();
  }
}

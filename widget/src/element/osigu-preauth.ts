import type { StepName } from "@osigu-preauth/shared";
import { type CSSResult, html, LitElement, nothing, type PropertyValues } from "lit";
import { Client } from "../api/client.ts";
import type { Prefetched } from "../api/prefetch.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import type { Performers } from "../effects/effect-handlers.ts";
import type { FlowEvent } from "../flow/events.ts";
import { stepsOf } from "../flow/selectors/search.ts";
import type { Flow } from "../flow/state.ts";
import type { Rules } from "../flow/transition.ts";
import { type Language, type Locale, languageFor } from "../i18n/load-locale.ts";
import type { Later } from "../later/later.ts";
import { load } from "../lazy/load-module.ts";
import { type PreauthEvents, preauthEvent } from "../public/events.ts";
import type { Hooks, Prefill } from "../public/options.ts";
import { awaited, skeleton } from "../steps/messages.ts";
import { open as openSearch } from "../steps/search-beneficiary/search-beneficiary.ts";
import type { StepHost, StepModule, StepView } from "../steps/step.ts";
import { Conductor } from "../store/flow-store.ts";
import { frame } from "./layout.ts";
import { styles } from "./osigu-preauth.styles.ts";
import { version } from "./version.ts";

/** Every step but the first is fetched when it is needed. */
const steps: Record<StepName, () => StepModule | Promise<StepModule>> = {
  search_beneficiary: () => ({ open: openSearch }),
  select_products: () => import("../steps/select-products/select-products.ts"),
  capture_indication: () => import("../steps/capture-indication/capture-indication.ts"),
  review_and_submit: () => import("../steps/review-and-submit/review-and-submit.ts"),
  otp_challenge: () => import("../steps/otp-challenge/otp-challenge.ts"),
  outcome: () => import("../steps/outcome/outcome.ts"),
};

/** Where the keyboard may be led. */
const places = { title: "h2", invalid: '[aria-invalid="true"],[data-invalid]', found: "[data-focus]" };
export type Place = keyof typeof places;

/**
 * Asks an insurer to approve medication, a lab, imaging or a procedure, and shows the authorization code.
 *
 * @example
 * <osigu-preauth bff-url="https://preauth.clinic.example" sponsor-slug="sponsor-sandbox"></osigu-preauth>
 * <script>document.querySelector("osigu-preauth").getToken = () => fetch("/preauth-token", …)</script>
 *
 * @summary A pre-authorization form for any web page.
 * @event preauth-ready - The first screen can be used.
 * @event preauth-step - The person came to a step; `detail` is `{ name, index, total }`.
 * @event preauth-complete - The request was answered; `detail` is the outcome, `duration_ms` and `telemetry_id`.
 * @event preauth-decision - A decision that came after `preauth-complete`.
 * @event preauth-error - Something went wrong; `detail` is `{ code, message, retryable, request_id }`.
 * @event preauth-close - The person is done.
 * @csspart root - All of the widget.
 * @csspart progress - The line of steps.
 * @csspart beneficiary - Whom the request is for.
 * @csspart step - The present step.
 * @csspart card - A framed group: the person found, an authorization.
 * @csspart dialog - What lies over a step: a product that is put together.
 * @csspart problem - What went wrong.
 * @csspart actions - The buttons at the foot of a step.
 * @csspart primary - The way forward.
 * @csspart secondary - The quiet way.
 * @cssproperty --osigu-color-primary - The way forward, focus rings.
 * @cssproperty --osigu-color-primary-fg - Text on primary.
 * @cssproperty --osigu-color-bg - Ground.
 * @cssproperty --osigu-color-fg - Text.
 * @cssproperty --osigu-color-muted - Quiet text.
 * @cssproperty --osigu-color-border - Edges of fields.
 * @cssproperty --osigu-color-success - Approved, active.
 * @cssproperty --osigu-color-warning - Pending.
 * @cssproperty --osigu-color-danger - Errors, rejected.
 * @cssproperty --osigu-radius-sm - Fields and buttons.
 * @cssproperty --osigu-radius-md - Messages.
 * @cssproperty --osigu-radius-lg - Cards and dialogs.
 * @cssproperty --osigu-font-family - The page's own by default.
 * @cssproperty --osigu-font-size-base - 16px.
 * @cssproperty --osigu-spacing-unit - 4px.
 */
export class OsiguPreauth extends LitElement implements StepHost {
  static override styles = styles;
  static override properties = {
    bffUrl: { attribute: "bff-url" },
    sponsorSlug: { attribute: "sponsor-slug" },
    productType: { attribute: "product-type" },
    locale: {},
    theme: {},
    getToken: { attribute: false },
    token: {},
    prefetched: { attribute: false },
    prefill: { attribute: false },
    hooks: { attribute: false },
    telemetry: { attribute: false },
    resume: { type: Boolean },
  };

  static readonly version = version;

  /** The BFF's address where an element names none: the loader sets it to its own origin. */
  static defaultBffUrl = "";

  /** Address of the BFF, without a path. */
  declare bffUrl: string | undefined;
  /** Fixes the insurer; the person is not asked. */
  declare sponsorSlug: string | undefined;
  /** Fixes what can be asked for: `MEDICATION`, `LAB`, `IMAGING`, `PROCEDURE`. */
  declare productType: string | undefined;
  /** `en`, `es` or `pt-BR`; the browser's by default. */
  declare locale: string | undefined;
  /** `light`, `dark`, or `auto`: what the system is set to. */
  declare theme: string | undefined;
  /** Gives a session token of the BFF. Called when one is needed and when one has ended. */
  declare getToken: (() => Promise<string>) | undefined;
  /** A session token that the page has already. Used once, and removed from the element; then `getToken` is called. */
  declare token: string | undefined;
  /** What the loader requested before the element was defined. Used once. */
  declare prefetched: Prefetched | undefined;
  /** What the host knows already. */
  declare prefill: Prefill | undefined;
  /** The host's say in the flow. */
  declare hooks: Hooks | undefined;
  /** Comes back as `telemetry_id`. */
  declare telemetry: { trackingId?: string } | undefined;
  /** Lets the flow be kept, sealed, in this tab, to come back to it after a reload. Off by default. */
  declare resume: boolean | undefined;

  client!: Client;
  text!: Locale;
  later: Later | undefined;
  trouble: Problem | undefined;
  startedAt = 0;
  /** What could not be done because a file did not come. */
  #undone = new Set<() => Promise<unknown>>();
  #language: Language | undefined;
  #heard: Language | undefined;
  #conductor: Conductor | undefined;
  /** What the host wanted of the flow when it began. */
  #begun: string | undefined;
  #view: StepView | undefined;
  #viewed: StepName | undefined;
  #announcement = "";
  #ready = false;
  #focus: Place | undefined;
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #retheme = () => this.#applyTheme();

  get flow(): Flow {
    return (this.#conductor as Conductor).flow;
  }
  get files(): Map<string, File> {
    return (this.#conductor as Conductor).files;
  }
  get root(): ShadowRoot {
    return this.renderRoot as ShadowRoot;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener("change", this.#retheme);
    this.requestUpdate();
  }

  /** An element that is only moved goes on; one that is taken out ends, and whatever comes later is not heard. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener("change", this.#retheme);
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.prefetched = undefined;
      this.#stop();
    });
  }

  dispatch = (event: FlowEvent): void => this.#conductor?.dispatch(event);

  /** The same words a second time would be no change, and so be silent: they get a space that nobody hears. */
  announce(message: string): void {
    this.#announcement = message === this.#announcement ? `${message} ` : message;
    this.requestUpdate();
  }

  lead(to: Place): void {
    this.#focus = to;
  }

  learn(rules: Rules, performers: Partial<Performers> = {}): void {
    this.#conductor?.learn(rules, performers);
  }

  attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      this.#undone.delete(work);
    } catch (thrown) {
      this.#undone.add(work);
      this.trouble = asProblem(thrown);
      this.#failed(this.trouble);
    }
    if (!this.#undone.size) this.trouble = undefined;
    this.requestUpdate();
  };

  retry = (): void => {
    // The browser or the server no longer has the file for this page: a new page resumes at the same place.
    if (this.resume && this.trouble?.code === "method_not_allowed") {
      location.reload();
      return;
    }
    this.trouble = undefined;
    this.#focus = "title";
    for (const work of this.#undone) void this.attempt(work);
    this.dispatch({ type: "loading_retried" });
    this.requestUpdate();
  };

  /** Begins again with an empty flow. */
  restart = (): void => {
    this.#undone.clear();
    this.#stop();
    this.#focus = "title";
    this.requestUpdate();
  };

  close = (): void => {
    this.dispatchEvent(preauthEvent("preauth-close", undefined));
  };

  /**
   * The first time in a task of its own: the page does not stand still for reading the script and rendering at once.
   * What has to come from a server is asked for before.
   */
  protected override scheduleUpdate() {
    if (this.hasUpdated) return super.scheduleUpdate();
    // What was set before the element was defined is taken over by the first update.
    if (this.getToken) this.#begin();
    return new Promise((resolve) => setTimeout(resolve)).then(() => super.scheduleUpdate());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("theme") || !this.dataset.theme) this.#applyTheme();
    this.#begin();
  }

  protected override render() {
    const ready = this.text && this.#conductor && this.#view;
    return html`<div class="widget" part="root" lang=${this.text?.tag ?? nothing}>
      ${ready ? frame(this, this.#view as StepView) : html`<div class="frame">${this.text ? skeleton(this.text) : this.#wordless()}</div>`}
      <div class="quiet" role="status">${this.#announcement}</div>
    </div>`;
  }

  protected override updated(): void {
    if (!this.#ready && this.text && this.#conductor && this.flow.forms.state !== "loading" && this.#viewed) {
      this.#ready = true;
      this.#fire("preauth-ready", undefined);
      this.#stepChanged();
      setTimeout(() => this.#loadAhead());
    }
    const focus = this.#focus;
    if (!focus || !this.#view) return;
    this.#focus = undefined;
    this.root.querySelector<HTMLElement>(places[focus])?.focus();
  }

  /** Speaks the language and does the work that the host wants now: from the start again where either is another. */
  #begin(): void {
    const language = languageFor(this.locale);
    if (this.#language !== language) {
      this.#language = language;
      void this.attempt(this.#speak);
    }
    const { bffUrl, sponsorSlug, productType, prefill } = this;
    // By what they say: a page that is rendered again makes the same prefill anew.
    const wanted = JSON.stringify([bffUrl, sponsorSlug, productType, prefill]);
    if (wanted !== this.#begun) this.#stop();
    if (this.#conductor || !(this.getToken || this.token || this.prefetched) || !this.isConnected) return;
    this.#begun = wanted;
    this.client = new Client(
      bffUrl || OsiguPreauth.defaultBffUrl,
      () => (this.getToken as () => Promise<string>)(),
      this.#takePrefetched(),
    );
    this.startedAt = Date.now();
    this.#conductor = new Conductor(
      { sponsorSlug: sponsorSlug || undefined, productType: productType || undefined, ...prefill },
      { client: this.client, hooks: () => this.hooks, later: this.#loadLater },
      (before, event) => this.#changed(before, event),
    );
    if (this.later) this.learn(this.later.rules(), this.later.performers());
    this.dispatch({ type: "started" });
    void this.attempt(this.#openStep);
  }

  /** A token in the page's HTML leaves it with its first use. */
  #takePrefetched(): Partial<Prefetched> | undefined {
    const { token, prefetched } = this;
    this.removeAttribute("token");
    this.token = this.prefetched = undefined;
    return prefetched ?? (token ? { token: Promise.resolve(token) } : undefined);
  }

  #stop(): void {
    this.#undone.delete(this.#openStep);
    this.#conductor?.dispose();
    this.#view?.disconnect?.();
    this.#conductor = this.#view = this.#viewed = undefined;
    this.#ready = false;
  }

  /** What the host is told after the flow has gone on, and what the person sees next. */
  #changed(before: Flow, event: FlowEvent): void {
    if (event.type === "failed") this.#failed(event.problem);
    this.later?.follow(this, before, event);
    if (this.flow.step !== before.step) {
      this.#focus = "title";
      if (this.#ready) this.#stepChanged();
      void this.attempt(this.#openStep);
    }
    this.requestUpdate();
  }

  #openStep = async (): Promise<void> => {
    const conductor = this.#conductor;
    const { step } = this.flow;
    const isOver = () => conductor !== this.#conductor || this.flow.step !== step || this.#viewed === step;
    try {
      const [module] = await Promise.all([
        load(steps[step]),
        (step === "search_beneficiary" && !this.resume) || this.#loadLater(),
      ]);
      if (isOver()) return;
      this.#adopt(module.styles);
      if (module.rules) this.learn(module.rules, module.performers);
      this.#show(module.open(this), step);
    } catch (thrown) {
      if (isOver()) return;
      this.#show(awaited(this));
      throw thrown;
    }
  };

  #show(view: StepView, step?: StepName): void {
    this.#view?.disconnect?.();
    this.#viewed = step;
    this.#view = view;
  }

  /** What the first screen can be used without comes quietly. */
  #loadAhead(): void {
    const ahead = () => this.#loadLater().then(() => load(steps.select_products));
    if (this.#view?.primary()) ahead().catch(() => {});
    else void this.attempt(ahead);
  }

  #stepChanged(): void {
    const { step } = this.flow;
    const names = stepsOf(this.flow);
    const change = { name: step, index: names.indexOf(step), total: names.length };
    // What the host does is its own: where that throws, nothing of ours is undone by it.
    queueMicrotask(() => this.hooks?.onStepChange?.(change));
    this.#fire("preauth-step", change);
  }

  #failed({ code, retryable, requestId }: Problem): void {
    const message = this.text?.problems[code] ?? code;
    this.#fire("preauth-error", { code, message, retryable, request_id: requestId });
  }

  #fire<Name extends keyof PreauthEvents>(name: Name, detail: PreauthEvents[Name]): void {
    this.dispatchEvent(preauthEvent(name, detail));
  }

  /** Brings what comes after the first screen: rules, calls, words, styles. What failed is asked for again. */
  #loadLater = async (): Promise<void> => {
    const language = this.#language as Language;
    const [{ later }, words] = await Promise.all([
      load(() => import("../later/later.ts")),
      load(language.later),
    ]);
    if (this.#heard !== language) {
      this.#heard = language;
      this.text = later.everyWord(this.text, words.default);
      this.#adopt(later.styles);
    }
    if (!this.later) {
      this.later = later;
      this.learn(later.rules(), later.performers());
      // A form that the first screen cannot show by itself has been waiting for this.
      this.requestUpdate();
    }
    await later.begin(this);
  };

  #adopt(styles: CSSResult | undefined): void {
    const sheet = styles?.styleSheet;
    const sheets = this.root.adoptedStyleSheets;
    if (sheet && !sheets.includes(sheet)) this.root.adoptedStyleSheets = [...sheets, sheet];
  }

  #speak = async (): Promise<void> => {
    const language = this.#language as Language;
    const words = await load(language.first);
    if (this.#language !== language) return;
    this.text = { ...this.text, ...words.default } as Locale;
    if (this.later) await this.#loadLater();
  };

  /** What can be said before there are words: that they did not come. */
  #wordless() {
    const { lost, again } = this.#language as Language;
    return this.trouble && html`<p>${lost} <button @click=${this.retry}>${again}</button></p>`;
  }

  #applyTheme(): void {
    const dark = this.theme === "dark" || (this.theme === "auto" && this.#dark.matches);
    this.dataset.theme = dark ? "dark" : "light";
  }
}

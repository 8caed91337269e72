import type { CreateAuthorizationRequest, StepName } from "@osigu-preauth/shared";
import { type CSSResult, html, LitElement, nothing, type PropertyValues } from "lit";
import { Client } from "../client/client.ts";
import { asProblem, type Problem } from "../client/problem.ts";
import { Conductor } from "../conductor/conductor.ts";
import type { Performers } from "../conductor/perform.ts";
import type { Rules } from "../flow/advance.ts";
import type { FlowEvent } from "../flow/events.ts";
import type { Flow } from "../flow/flow.ts";
import { stepsOf } from "../flow/search-questions.ts";
import type { Later } from "../later/later.ts";
import { type Language, type Locale, languageFor } from "../locales/load-locale.ts";
import { skeleton } from "../steps/messages.ts";
import { open as openSearch } from "../steps/search-beneficiary/search-beneficiary.ts";
import type { StepHost, StepModule, StepView } from "../steps/step.ts";
import { type PreauthEvents, preauthEvent } from "./events.ts";
import { frame } from "./frame.ts";
import type { Hooks, Prefill } from "./options.ts";
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
  startedAt = 0;
  #language: Language | undefined;
  #heard: Language | undefined;
  #conductor: Conductor | undefined;
  #view: StepView | undefined;
  #viewed: StepName | undefined;
  #announcement = "";
  #ready = false;
  #focus: "title" | "invalid" | "found" | undefined;
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
      if (!this.isConnected) this.#stop();
    });
  }

  dispatch = (event: FlowEvent): void => this.#conductor?.dispatch(event);

  /** The same words a second time would be no change, and so be silent: they get a space that nobody hears. */
  announce(message: string): void {
    this.#announcement = message === this.#announcement ? `${message} ` : message;
    this.requestUpdate();
  }

  learn(rules: Rules, performers: Partial<Performers> = {}): void {
    this.#conductor?.learn(rules, performers);
  }

  /** Begins again with an empty flow. */
  restart = (): void => {
    this.#stop();
    this.#focus = "title";
    this.requestUpdate();
  };

  close = (): void => {
    this.dispatchEvent(preauthEvent("preauth-close", undefined));
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("theme") || !this.dataset.theme) this.#applyTheme();
    if (changed.has("locale") || !this.#language) void this.#speak(languageFor(this.locale));
    const restarts = ["bffUrl", "sponsorSlug", "productType", "prefill"] as const;
    if (this.#conductor && restarts.some((name) => changed.has(name))) this.#stop();
    if (!this.#conductor && this.getToken && this.isConnected) this.#start();
  }

  protected override render() {
    const ready = this.text && this.#conductor && this.#view;
    return html`<div class="widget" part="root" lang=${this.text?.tag ?? nothing}>
      ${ready ? frame(this, this.#view as StepView) : html`<div class="frame">${this.text && skeleton(this.text)}</div>`}
      <div class="quiet" role="status">${this.#announcement}</div>
    </div>`;
  }

  protected override updated(): void {
    if (!this.#ready && this.text && this.#conductor && this.flow.forms.state !== "loading" && this.#view) {
      this.#ready = true;
      this.#fire("preauth-ready", undefined);
      this.#stepChanged();
      setTimeout(
        () =>
          void this.#loadLater()
            .then(steps.select_products)
            .catch(() => {}),
      );
    }
    const focus = this.#focus;
    if (!focus || !this.#view) return;
    this.#focus = undefined;
    const target = { title: "h2", invalid: '[aria-invalid="true"],[data-invalid]', found: "[data-focus]" }[
      focus
    ];
    this.root.querySelector<HTMLElement>(target)?.focus();
  }

  #start(): void {
    const getToken = () => (this.getToken as () => Promise<string>)();
    const { prefill, productType, sponsorSlug } = this;
    this.client = new Client(this.bffUrl || OsiguPreauth.defaultBffUrl, getToken);
    const setup = {
      sponsorSlug: sponsorSlug || undefined,
      productType: productType || undefined,
      ...prefill,
    };
    // What a host makes of the payload is its own; the server reads it through its schema.
    const beforeSubmit = async (payload: CreateAuthorizationRequest) =>
      ((await this.hooks?.beforeSubmit?.(payload)) ?? payload) as CreateAuthorizationRequest | false;
    this.startedAt = Date.now();
    const later = () => this.#loadLater();
    this.#conductor = new Conductor(setup, { client: this.client, beforeSubmit, later }, (before, event) =>
      this.#changed(before, event),
    );
    if (this.later) this.learn(this.later.rules(), this.later.performers());
    this.dispatch({ type: "started" });
    void this.#openStep();
  }

  #stop(): void {
    this.#conductor?.dispose();
    this.#view?.disconnect?.();
    this.#conductor = this.#view = this.#viewed = undefined;
    this.#ready = false;
  }

  /** What the host and those who cannot see it are told, after the flow has gone on. */
  #changed(before: Flow, event: FlowEvent): void {
    const { flow, text } = this;
    if (flow.found && flow.found !== before.found) {
      this.#focus = "found";
      if (text) this.announce(text.found(`${flow.found.first_name} ${flow.found.last_name}`));
    }
    if (before.found && !flow.found && flow.running !== "search") this.#focus = "title";
    // What is said about a field while it is typed into, or as it is left, moves nobody.
    const asked = /submitted|done|failed/.test(event.type);
    if (
      asked &&
      flow.errors !== before.errors &&
      Object.keys(flow.errors).length &&
      flow.step === before.step
    ) {
      this.#focus = "invalid";
    }
    if (event.type === "failed") this.#failed(event.problem);
    this.later?.follow(this, before, event);
    if (flow.step !== before.step) {
      this.#focus = "title";
      if (this.#ready) this.#stepChanged();
      void this.#openStep();
    }
    this.requestUpdate();
  }

  async #openStep(): Promise<void> {
    const conductor = this.#conductor;
    const { step } = this.flow;
    try {
      const [module] = await Promise.all([
        steps[step](),
        (step === "search_beneficiary" && !this.resume) || this.#loadLater(),
      ]);
      if (conductor !== this.#conductor || this.flow.step !== step || this.#viewed === step) return;
      this.#adopt(module.styles);
      if (module.rules) this.learn(module.rules, module.performers);
      this.#view?.disconnect?.();
      this.#viewed = step;
      this.#view = module.open(this);
    } catch (thrown) {
      this.#failed(asProblem(thrown));
    }
    this.requestUpdate();
  }

  #stepChanged(): void {
    const { step } = this.flow;
    const names = stepsOf(this.flow);
    const change = { name: step, index: names.indexOf(step), total: names.length };
    this.hooks?.onStepChange?.(change);
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
  async #loadLater(): Promise<void> {
    const language = this.#language ?? languageFor(this.locale);
    const [{ later }, words] = await Promise.all([import("../later/later.ts"), language.later()]);
    if (this.later && this.#heard === language) return;
    this.#heard = language;
    this.text = later.everyWord(this.text, words.default);
    this.#adopt(later.styles);
    if (this.later) return;
    this.later = later;
    this.learn(later.rules(), later.performers());
    // A form that the first screen cannot show by itself has been waiting for this.
    this.requestUpdate();
    await later.begin(this);
  }

  #adopt(styles: CSSResult | undefined): void {
    const sheet = styles?.styleSheet;
    const sheets = this.root.adoptedStyleSheets;
    if (sheet && !sheets.includes(sheet)) this.root.adoptedStyleSheets = [...sheets, sheet];
  }

  async #speak(language: Language): Promise<void> {
    if (this.#language === language) return;
    this.#language = language;
    const words = await language.first();
    if (this.#language !== language) return;
    this.text = { ...this.text, ...words.default } as Locale;
    if (this.later) await this.#loadLater();
    this.requestUpdate();
  }

  #applyTheme(): void {
    const dark = this.theme === "dark" || (this.theme === "auto" && this.#dark.matches);
    this.dataset.theme = dark ? "dark" : "light";
  }
}

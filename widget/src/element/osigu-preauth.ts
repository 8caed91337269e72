import type { StepName } from "@osigu-preauth/shared";
import { html, nothing, type PropertyValues } from "lit";
import { Client } from "../api/client.ts";
import { addStyles } from "../components/add-styles.ts";
import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { Locale } from "../i18n/locale.ts";
import { load } from "../lazy/load-module.ts";
import { nextTask, now } from "../platform/clock.ts";
import type { Problem } from "../problem/problem.ts";
import { preauthEvent } from "../public/events.ts";
import type { MountOptions } from "../public/options.ts";
import { hasSavedFlow } from "../resume/place-name.ts";
import { useDeferred } from "../steps/search-beneficiary/search-beneficiary.ts";
import type { FocusTarget, StepHost, StepView } from "../steps/step.ts";
import { FlowStore } from "../store/flow-store.ts";
import { Announcer } from "./announcer.ts";
import { Attachment } from "./attachment.ts";
import { HostElement } from "./host-element.ts";
import { dispatchProblem, dispatchStep } from "./host-events.ts";
import { layout } from "./layout.ts";
import { loadingFrame, loadingView } from "./loading-view.ts";
import { LocaleLoader } from "./locale-loader.ts";
import { moveFocus } from "./move-focus.ts";
import { styles } from "./osigu-preauth.styles.ts";
import type { Resumption } from "./resumption.ts";
import { RetryableLoads } from "./retryable-loads.ts";
import { loadDeferredModule, loadStep } from "./step-registry.ts";
import { takePrefetched } from "./take-prefetched.ts";
import { ThemeController } from "./theme-controller.ts";
import { version } from "./version.ts";

/**
 * A form that asks an insurer to approve medication, lab tests, imaging or procedures, and shows the answer.
 *
 * @example
 * <osigu-preauth bff-url="https://preauth.clinic.example" sponsor-slug="sponsor-sandbox"></osigu-preauth>
 * <script>document.querySelector("osigu-preauth").getToken = () => fetch("/preauth-token", …)</script>
 *
 * @summary A pre-authorization form for any web page.
 * @event preauth-ready - The first screen is shown: its form, or why there is none.
 * @event preauth-step - The user came to a step; `detail` is `{ name, index, total }`, and `index` starts at 0.
 * @event preauth-complete - The insurer answered: approved, rejected or pending; once per request. `detail` is the outcome.
 * @event preauth-decision - A decision arrived after `preauth-complete`; `detail` is the outcome as it is now.
 * @event preauth-error - Something failed, and the user sees it too; `detail` is `{ code, message, retryable, request_id }`.
 * @event preauth-close - The user is done. The page decides what "Close" does. Cancelable.
 * @csspart root - The whole widget.
 * @csspart progress - The progress bar.
 * @csspart beneficiary - Whom the request is for.
 * @csspart step - The current step.
 * @csspart card - A framed group: the beneficiary found, an authorization.
 * @csspart dialog - A dialog over a step, such as that for a product.
 * @csspart problem - The message of a problem.
 * @csspart support - Where the user gets help.
 * @csspart badge - Says that requests are not real, where the BFF works with the vendor's sandbox.
 * @csspart actions - The buttons at the foot of a step.
 * @csspart primary - The primary button.
 * @csspart secondary - The secondary button.
 * @cssproperty --osigu-color-primary - The brand: the primary button; its tones for links, focus rings and progress.
 * @cssproperty --osigu-color-primary-fg - Text on primary.
 * @cssproperty --osigu-color-bg - Background.
 * @cssproperty --osigu-color-fg - Text.
 * @cssproperty --osigu-color-muted - Secondary text.
 * @cssproperty --osigu-color-border - Borders of fields.
 * @cssproperty --osigu-color-success - Approved, active.
 * @cssproperty --osigu-color-warning - Pending.
 * @cssproperty --osigu-color-danger - Errors, rejected.
 * @cssproperty --osigu-radius-sm - Fields and buttons.
 * @cssproperty --osigu-radius-md - Messages.
 * @cssproperty --osigu-radius-lg - Cards and dialogs.
 * @cssproperty --osigu-font-family - All text.
 * @cssproperty --osigu-font-size-base - All text. Fields stay 16px on touch screens.
 * @cssproperty --osigu-spacing-unit - All distances.
 */
export class OsiguPreauth extends HostElement implements StepHost {
  static override styles = styles;
  static readonly version = version;
  /** The address of the BFF for elements without `bff-url`. The loader sets it to its own origin. */
  static defaultBffUrl = "";

  client!: Client;
  /** When the first screen was shown, ms since 1970. */
  startedAt = 0;
  #store: FlowStore | undefined;
  /** The options that the flow started with, as JSON. */
  #startOptions: string | undefined;
  /** The request that was opened, or that the flow has made. */
  #knownRequestId: string | undefined;
  #view: StepView | undefined;
  #viewedStep: StepName | undefined;
  #deferred: typeof import("./deferred.ts") | undefined;
  #isReady = false;
  /** Problems of the flow that nobody has seen yet: before the first screen, and while the element is removed. */
  #waiting: Problem[] = [];
  #announcer = new Announcer(() => this.requestUpdate());
  #focusTarget: FocusTarget | undefined;
  #locale = new LocaleLoader();
  resumption: Resumption | undefined;
  #loads = new RetryableLoads(
    () => this.requestUpdate(),
    (problem) => this.#tell(problem),
  );

  constructor() {
    super();
    new ThemeController(this);
    new Attachment(this, this.#leave, this.#return);
  }

  get flow(): FlowState {
    return this.#store?.flow as FlowState;
  }
  get files(): Map<string, File> {
    return (this.#store as FlowStore).files;
  }
  get root(): ShadowRoot {
    return this.renderRoot as ShadowRoot;
  }
  get text(): Locale {
    return this.#locale.text as Locale;
  }
  get deferredLoaded(): boolean {
    return this.#deferred !== undefined;
  }
  get loadProblem(): Problem | undefined {
    return this.#loads.problem;
  }

  /** The current step. Undefined before the first screen, and for a moment while a request begins anew. */
  get step(): StepName | undefined {
    return this.#store?.flow.step;
  }
  /** Whether the user waits for a call, or a file is on its way: the page should not go away now. */
  get busy(): boolean {
    return !!this.#deferred?.isBusy(this.#store?.flow);
  }

  dispatch = (event: FlowEvent): void => this.#store?.dispatch(event);

  register: StepHost["register"] = (...parts) => this.#store?.register(...parts);

  announce(message: string): void {
    this.#announcer.say(message);
  }

  focusNext = (target: FocusTarget): void => {
    this.#focusTarget = target;
  };

  release = (): void => this.#stop();

  runLoad = (work: () => Promise<unknown>): Promise<void> => this.#loads.run(work);

  retryLoads = (): void => {
    // The browser or the server no longer has the file for this page: a new page resumes at the same place.
    if (hasSavedFlow(this.id) && this.loadProblem?.code === "method_not_allowed") {
      location.reload();
      return;
    }
    this.#focusTarget = "title";
    this.#loads.retry();
    this.dispatch({ type: "loading_retried" });
    this.requestUpdate();
  };

  /** Starts again with an empty flow. */
  restart = (): void => {
    this.#loads.cancelAll();
    this.#stop();
    this.#knownRequestId = this.requestId = undefined;
    this.#focusTarget = "title";
    this.requestUpdate();
  };

  /**
   * The first render is a task of its own, so that the page can respond between reading the script and rendering. The
   * requests of the first screen start before it.
   */
  protected override async scheduleUpdate(): Promise<unknown> {
    if (this.hasUpdated) return super.scheduleUpdate();
    // The first update takes over what was set before the element was defined.
    if (this.getToken) this.#start();
    await nextTask();
    return super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("appearance")) void this.runLoad(this.#loadAppearance);
    if (changed.has("messages")) void this.runLoad(() => this.#locale.override(this.messages));
    this.#start();
  }

  /** Changes options and callbacks, at any time. Lit calls it with a map, to render. */
  override update(options: Partial<MountOptions> | PropertyValues): void {
    if (options instanceof Map) super.update(options);
    else {
      Object.assign(this, options);
      this.#deferred?.checkOptions(this, options);
    }
  }

  protected override render() {
    const { text } = this;
    return html`<div class="widget" part="root" dir="ltr" translate="no" lang=${text?.tag ?? nothing}>
      ${text && this.#store && this.#view ? layout(this, this.#view, this.#deferred) : loadingFrame(this, this.#locale.language)}
      <div class="quiet" role="status">${this.#announcer.message}</div>
    </div>`;
  }

  protected override updated(): void {
    const isShown = this.text && this.#viewedStep && this.#store?.flow.forms.state !== "loading";
    if (isShown && !this.#isReady) {
      this.#isReady = true;
      this.dispatchEvent(preauthEvent("preauth-ready", undefined));
      dispatchStep(this);
      setTimeout(() => this.#loadAhead());
    }
    if (this.#isReady && this.isConnected) this.#waiting.splice(0).forEach(this.#tell);
    const target = this.#focusTarget;
    if (!target || !this.#view) return;
    // The target may be in a step that is still loading.
    if (moveFocus(this.root, target) || this.#viewedStep === this.flow.step) this.#focusTarget = undefined;
  }

  /** Selects the language and starts the flow. Other start options than before start a new flow. */
  #start(): void {
    if (this.#locale.select(this.locale, this)) void this.runLoad(this.#loadFirstScreenMessages);
    const { bffUrl, sponsorSlug, productType, prefill } = this;
    // Compared as JSON: a page that renders again passes an equal object that is not the same.
    const options = JSON.stringify([bffUrl, sponsorSlug, productType, prefill]);
    const isOtherRequest = this.requestId !== this.#knownRequestId;
    if (options !== this.#startOptions || isOtherRequest) this.#stop();
    // Other options start a new request. One that the page names itself is opened.
    if (options !== this.#startOptions && !isOtherRequest) this.requestId = undefined;
    const language = this.#locale.language?.code;
    if (this.#store) this.client.language = language;
    if (this.#store || !this.hasToken() || !this.isConnected) return;
    this.#startOptions = options;
    this.#knownRequestId = this.requestId;
    if (this.requestId) this.resumption = undefined;
    this.client = new Client(
      bffUrl || OsiguPreauth.defaultBffUrl,
      () => (this.getToken as () => Promise<string>)(),
      takePrefetched(this),
    );
    this.client.language = language;
    this.#loads.cancel(this.missToken);
    this.startedAt = now();
    this.#store = new FlowStore(
      { sponsorSlug: sponsorSlug || undefined, productType: productType || undefined, ...prefill },
      {
        client: this.client,
        hooks: () => this.hooks,
        reference: () => this.reference,
        loadDeferred: this.#loadDeferred,
      },
      (before, event) => this.#onFlowChange(before, event),
    );
    this.#registerDeferred();
    this.dispatch({ type: "started" });
    void this.runLoad(this.#openStep);
  }

  hasToken(): boolean {
    return Boolean(this.#store || this.getToken || this.token || this.prefetched);
  }

  #stop(): void {
    this.#loads.cancel(this.#openStep);
    this.#store?.dispose();
    this.#store = undefined;
    this.#closeView();
    this.#announcer.clear();
    this.#isReady = false;
    this.#waiting = [];
  }

  /** An element out of the document keeps its flow. A request that was submitted goes on, and the host page is told. */
  #leave = (): void => {
    this.prefetched = undefined;
    this.#closeView();
    this.#suspendUnlessSubmitted();
  };

  #return = (): void => {
    this.#store?.continue();
    if (this.#store) void this.runLoad(this.#openStep);
  };

  #suspendUnlessSubmitted(): void {
    if (!this.isConnected && !this.#store?.flow.awaitingFiles) this.#store?.suspend();
  }

  #tell = (problem: Problem): void => dispatchProblem(this, problem, this.text);

  #closeView(): void {
    this.#view?.disconnect?.();
    this.#view = undefined;
    this.#viewedStep = undefined;
  }

  #onFlowChange(before: FlowState, event: FlowEvent): void {
    const problem = this.#deferred
      ? this.#deferred.problemToTell(before, this.flow, event)
      : event.type === "effect_failed" && event.problem;
    // What the user has asked for is told though the element was removed.
    if (problem && this.#isReady && (this.isConnected || before.running)) this.#tell(problem);
    else if (problem) this.#waiting.push(problem);
    if (this.flow.step !== before.step) this.#announcer.clear();
    if (this.flow.request !== before.request) this.#showRequestId();
    this.#deferred?.guideUser(this, before, event);
    this.resumption?.save();
    if (this.flow.step !== before.step) {
      this.#focusTarget = "title";
      if (this.#isReady) dispatchStep(this);
      void this.runLoad(this.#openStep);
    }
    // The vendor's order: the step of the outcome comes before the outcome, and no step after it.
    this.#deferred?.dispatchOutcome(this, before, event);
    this.#suspendUnlessSubmitted();
    this.requestUpdate();
  }

  /** A request that the page has just named, and that is not opened yet, stays. */
  #showRequestId(): void {
    if (this.requestId !== this.#knownRequestId) return;
    this.#knownRequestId = this.requestId = this.flow.request?.id;
  }

  #openStep = async (): Promise<void> => {
    const store = this.#store;
    const { step } = this.flow;
    const isObsolete = () =>
      !this.isConnected || store !== this.#store || this.flow.step !== step || this.#viewedStep === step;
    const isFirstScreen = step === "search_beneficiary" && !this.requestId && !hasSavedFlow(this.id);
    try {
      const [module] = await Promise.all([loadStep(step), isFirstScreen || this.#loadDeferred()]);
      if (isObsolete()) return;
      addStyles(this.root, module.styles);
      this.#show(module.open(this), step);
    } catch (thrown) {
      if (isObsolete()) return;
      this.#show(loadingView(this));
      throw thrown;
    }
  };

  #show(view: StepView, step?: StepName): void {
    this.#view?.disconnect?.();
    this.#viewedStep = step;
    this.#view = view;
  }

  /** Loads what comes after the first screen. A failure shows only where the first screen needs it too. */
  #loadAhead(): void {
    const work = async () => {
      await this.#loadDeferred();
      this.#deferred?.checkOptions(this, this.options);
    };
    if (this.#view?.primary()) work().catch(() => {});
    else void this.runLoad(work);
  }

  /** Loads everything that the first screen does without, then restores a saved flow. */
  #loadDeferred = async (): Promise<void> => {
    const [module] = await Promise.all([loadDeferredModule(), this.#locale.importAll()]);
    await this.#locale.complete(module.completeLocale);
    if (!this.#deferred) {
      this.#deferred = module;
      useDeferred(module.search);
      module.attachDeferred(this);
      this.#registerDeferred();
    }
    this.requestUpdate();
    this.resumption ??= new module.Resumption(this);
    await this.resumption.restore();
  };

  #registerDeferred(): void {
    if (this.#deferred)
      this.#store?.register(this.#deferred.requestReducers, this.#deferred.deferredHandlers);
  }

  #loadAppearance = async (): Promise<void> => {
    const module = await load(() => import("./appearance.ts"));
    module.applyAppearance(this.root, this.appearance);
  };

  #loadFirstScreenMessages = async (): Promise<void> => {
    await this.#locale.loadFirstScreen();
    if (this.#deferred) await this.#loadDeferred();
  };
}

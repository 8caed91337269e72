import type { ListedRequest } from "@osigu-preauth/shared";
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Client } from "../api/client.ts";
import { addStyles } from "../components/add-styles.ts";
import { copyText } from "../components/copy-text.ts";
import { problemMessage } from "../components/problem-message.ts";
import { problemReference } from "../components/problem-reference.ts";
import { skeleton, startSkeleton } from "../components/skeleton.ts";
import { checkOptions } from "../diagnostics/options.ts";
import { Announcer } from "../element/announcer.ts";
import { Attachment } from "../element/attachment.ts";
import { styles as deferredStyles } from "../element/deferred.styles.ts";
import { HostElement } from "../element/host-element.ts";
import { styles } from "../element/osigu-preauth.styles.ts";
import { supportLine } from "../element/support-line.ts";
import { takePrefetched } from "../element/take-prefetched.ts";
import { ThemeController } from "../element/theme-controller.ts";
import { awaitToken, missToken } from "../element/token-wait.ts";
import { version } from "../element/version.ts";
import { languageFor } from "../i18n/load-locale.ts";
import type { Language } from "../i18n/locale.ts";
import type { MessageOverrides } from "../i18n/message-overrides.ts";
import { load } from "../lazy/load-module.ts";
import { asProblem, type Problem } from "../problem/problem.ts";
import type { Appearance } from "../public/appearance.ts";
import type { LocaleTag, Support, Theme } from "../public/options.ts";
import type { PreauthRequestsEvents, ReusedRequest } from "../public/requests.ts";
import { listTools, moreRequests, noRequests, resultOf } from "./list-parts.ts";
import type { Filter } from "./list-state.ts";
import { ListStore } from "./list-store.ts";
import { type ListText, loadListText } from "./list-text.ts";
import { moveBetweenRows } from "./move-between-rows.ts";
import { listStyles } from "./osigu-preauth-requests.styles.ts";
import { openInWidget, startInWidget } from "./page-widget.ts";
import { type RowHost, requestRow } from "./request-row.ts";
import { nameOf, statusOf } from "./request-status.ts";
import { readReusedRequest } from "./reuse-request.ts";

/** Milliseconds after the last key before a search. */
const searchDelay = 300;

/**
 * The authorization requests of the session's user, or of its group: live, with their codes.
 *
 * @example
 * <osigu-preauth-requests bff-url="https://preauth.clinic.example"></osigu-preauth-requests>
 *
 * @summary The earlier requests of a user or a group.
 * @event preauth-open - The user opens a request; `detail` is `{ authorization_request_id }`. Unless cancelled, the page's `<osigu-preauth>` shows it.
 * @event preauth-use-again - The user uses a request again; `detail` is `{ authorization_request_id, sponsor_slug, prefill }`. Unless cancelled, the page's `<osigu-preauth>` starts with it.
 * @event preauth-error - Something went wrong; `detail` is `{ code, message, retryable, request_id }`.
 * @csspart root - The whole list.
 * @csspart problem - The message of a problem.
 */
export class OsiguPreauthRequests extends LitElement implements RowHost {
  static override styles = styles;
  static override properties = {
    bffUrl: { attribute: "bff-url" },
    locale: {},
    theme: {},
    getToken: { attribute: false },
    token: {},
    support: { attribute: false },
    messages: { attribute: false },
    appearance: { attribute: false },
  };

  static readonly version = version;
  static readonly callbacks = [];
  /** The address of the BFF for elements without `bff-url`. The loader's script sets it to its own origin. */
  static defaultBffUrl = "";

  /** The address of the BFF, without a path. */
  declare bffUrl: string | undefined;
  /** `en`, `es` or `pt-BR`. By default the page's language, from the closest `lang`, else the browser's. */
  declare locale: LocaleTag | undefined;
  /** `light`, `dark`, or `auto` for the system's. */
  declare theme: Theme | undefined;
  /** Returns a session token of the BFF. Called when a token is needed, and again when it has expired. */
  declare getToken: (() => Promise<string>) | undefined;
  /** A session token that the page has already, or a promise of one. Used once, and removed from the element; then `getToken` is called. */
  declare token: string | Promise<string> | undefined;
  /** Where the user gets help. Shown under the list. */
  declare support: Support | undefined;
  /** Sentences that the host page words itself, by language: those of the list under `list`. */
  declare messages: MessageOverrides | undefined;
  /** A preset of the look, and values of the CSS variables. */
  declare appearance: Appearance | undefined;
  /** Of the form's loader, which prepares no list. */
  prefetched: undefined;

  text!: ListText;
  copied: string | undefined;
  reuse: RowHost["reuse"];
  #language: Language | undefined;
  #client: Client | undefined;
  #store: ListStore | undefined;
  /** A problem of the texts, or of a request that is used again. */
  #problem: { problem: Problem; retry: (() => void) | undefined } | undefined;
  #reused: ReusedRequest | undefined;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  #announcer = new Announcer(() => this.requestUpdate());

  constructor() {
    super();
    new ThemeController(this);
    new Attachment(this, this.#stop, () => this.requestUpdate());
  }

  get root(): ShadowRoot {
    return this.renderRoot as ShadowRoot;
  }

  hasToken(): boolean {
    return Boolean(this.#store || this.getToken || this.token);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    awaitToken(this, () => missToken(this).catch((thrown) => this.#fail(asProblem(thrown))));
  }

  protected override firstUpdated(): void {
    checkOptions(this, {}, HostElement.observedAttributes);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const language = languageFor(this.locale, this);
    if (language !== this.#language || changed.has("messages")) void this.#speak(language);
    if (changed.has("bffUrl")) this.#stop();
    if (changed.has("appearance")) void this.#dress();
    this.#start();
  }

  protected override render() {
    const { text } = this;
    return html`<div class="widget" part="root" dir="ltr" translate="no" lang=${text?.tag ?? nothing}>
      <section class="frame" aria-label=${text?.list.title ?? nothing}>
        ${text ? this.#content() : this.#problem ? this.#withoutText() : startSkeleton}
      </section>
      <div class="quiet" role="status">${this.#announcer.message}</div>
    </div>`;
  }

  #content() {
    const { text } = this;
    const store = this.#store;
    const { filter, requests, problem: pageProblem } = store?.state ?? {};
    const { problem, retry } = pageProblem
      ? { problem: pageProblem, retry: () => store?.retry() }
      : (this.#problem ?? { problem: undefined, retry: undefined });
    return html`${listTools(text, filter ?? "all", this.#show, this.#search)}
      <div class="problem" part="problem" role="alert">${problemMessage(problem, text, retry, problemReference(problem, text))}</div>
      ${
        requests?.length
          ? html`<ul class="requests" aria-label=${text.list.title} @keydown=${moveBetweenRows}>
              ${repeat(
                requests,
                ({ authorization_request_id: id }) => id,
                (request) => requestRow(request, this, Date.now()),
              )}
            </ul>`
          : nothing
      }
      ${store?.loading && !requests ? skeleton(text, 3) : nothing}
      ${requests && !requests.length && store ? noRequests(text, store.state, this.#clearSearch) : nothing}
      ${requests?.length && store ? moreRequests(text, store, () => this.#showMore()) : nothing}
      ${supportLine({ support: this.support, text })}`;
  }

  /** The texts could not be loaded: what there is in this language without them. */
  #withoutText() {
    const { loadFailed, tryAgain } = this.#language as Language;
    return html`<div role="alert">
      <p>${loadFailed}</p>
      <button type="button" @click=${() => this.#problem?.retry?.()}>${tryAgain}</button>
    </div>`;
  }

  async #dress(): Promise<void> {
    try {
      const { applyAppearance } = await load(() => import("../element/appearance.ts"));
      applyAppearance(this.root, this.appearance);
    } catch (thrown) {
      this.#fail(asProblem(thrown), () => void this.#dress());
    }
  }

  async #speak(language: Language): Promise<void> {
    this.#language = language;
    if (this.#client) this.#client.language = language.code;
    try {
      const { messages } = this;
      const text = await loadListText(language, messages);
      await this.updateComplete;
      if (this.#language !== language || this.messages !== messages) return;
      addStyles(this.root, deferredStyles);
      addStyles(this.root, listStyles);
      this.text = text;
      this.#problem = undefined;
    } catch (thrown) {
      if (this.#language === language) this.#fail(asProblem(thrown), () => void this.#speak(language));
    }
    this.requestUpdate();
  }

  #start(): void {
    if (this.#store || !this.isConnected || !this.hasToken()) return;
    if (this.#problem?.problem.code === "not_configured") this.#problem = undefined;
    const { bffUrl } = this;
    this.#client = new Client(
      bffUrl || OsiguPreauthRequests.defaultBffUrl,
      () => (this.getToken as () => Promise<string>)(),
      takePrefetched(this),
    );
    this.#client.language = this.#language?.code;
    this.#store = new ListStore(this.#client, {
      changed: () => this.requestUpdate(),
      received: (request, change) => {
        const { text } = this;
        if (!text) return;
        const name = nameOf(request, text);
        this.#announcer.say(
          change === "added"
            ? text.list.added(name)
            : text.list.changed(name, statusOf(request, text, Date.now()).words),
        );
      },
      failed: (problem) => this.#report(problem),
    });
    this.#store.start();
  }

  #stop = (): void => {
    clearTimeout(this.#searchTimer);
    this.#store?.dispose();
    this.#store = undefined;
    this.#announcer.clear();
  };

  #show = (filter: Filter): void => {
    this.reuse = undefined;
    void this.#select({ filter });
  };

  #search = (query: string): void => {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = setTimeout(() => void this.#select({ query: query.trim() }), searchDelay);
  };

  #clearSearch = (): void => {
    const field = this.root.querySelector<HTMLInputElement>("input[type=search]");
    if (field) field.value = "";
    field?.focus();
    void this.#select({ query: "" });
  };

  /** Shows a part of the requests, and tells how many there are. */
  async #select(change: { filter?: Filter; query?: string }): Promise<void> {
    const store = this.#store;
    await store?.show(change);
    if (store?.state.requests) this.#announcer.say(resultOf(this.text, store.state));
  }

  /** Shows the next page, with the focus on its first request. */
  async #showMore(): Promise<void> {
    const shown = this.#store?.state.requests?.length ?? 0;
    await this.#store?.showMore();
    const waits = this.#waitsIn(".more");
    await this.updateComplete;
    if (waits) this.root.querySelectorAll<HTMLElement>(".open")[shown]?.focus();
  }

  /** Whether the focus is still where the user asked for something, or nowhere: then it moves on to what has come. */
  #waitsIn(place: string): boolean {
    const { activeElement } = this.root;
    return activeElement ? !!activeElement.closest(place) : document.activeElement === document.body;
  }

  open = ({ authorization_request_id }: ListedRequest): void => {
    const detail = { authorization_request_id };
    if (this.#dispatch("preauth-open", detail)) openInWidget(this, detail, this.text.list.replaces);
  };

  copy = async (code: string): Promise<void> => {
    if (!(await copyText(this.root, code))) return;
    this.copied = code;
    this.#announcer.say(this.text.copied);
  };

  useAgain = async (request: ListedRequest, renews: boolean): Promise<void> => {
    const { authorization_request_id: id } = request;
    if (this.reuse?.id === id || !this.#client) return;
    this.reuse = { id, isReady: false };
    this.#problem = undefined;
    this.requestUpdate();
    try {
      const reused = await readReusedRequest(this.#client, id);
      if (this.reuse?.id !== id) return;
      this.#reused = reused;
      if (renews || !reused.prefill.beneficiaryId) return this.chooseFor(true);
      this.reuse = { id, isReady: true };
      this.requestUpdate();
      const waits = this.#waitsIn(`[data-id="${CSS.escape(id)}"]`);
      await this.updateComplete;
      if (waits) this.root.querySelector<HTMLElement>("[data-choice]")?.focus();
    } catch (thrown) {
      this.reuse = undefined;
      this.#fail(asProblem(thrown), () => void this.useAgain(request, renews));
    }
  };

  chooseFor = (isSamePerson: boolean): void => {
    const reused = this.#reused;
    this.reuse = undefined;
    this.requestUpdate();
    if (!reused) return;
    const { beneficiaryId, beneficiaryName, ...others } = reused.prefill;
    const detail = isSamePerson ? reused : { ...reused, prefill: others };
    if (this.#dispatch("preauth-use-again", detail)) startInWidget(this, detail, this.text.list.replaces);
    void this.#keepFocus(reused.authorization_request_id);
  };

  cancelReuse = (): void => {
    const { id = "" } = this.reuse ?? {};
    this.reuse = undefined;
    this.requestUpdate();
    void this.#keepFocus(id);
  };

  /** The question that had the focus has gone: unless somebody else took it, the focus goes to what had asked it. */
  async #keepFocus(id: string): Promise<void> {
    await this.updateComplete;
    if (document.activeElement !== document.body) return;
    const row = this.root.querySelector(`[data-id="${CSS.escape(id)}"]`);
    row?.querySelector<HTMLElement>(".again button:last-child")?.focus();
  }

  #fail(problem: Problem, retry?: () => void): void {
    this.#problem = { problem, retry };
    this.#report(problem);
    this.requestUpdate();
  }

  #report({ code, retryable, requestId }: Problem): void {
    const message = this.text?.problems[code] ?? code;
    this.#dispatch("preauth-error", { code, message, retryable, request_id: requestId });
  }

  /** Resolves to whether no listener has cancelled it. */
  #dispatch<Name extends keyof PreauthRequestsEvents>(
    name: Name,
    detail: PreauthRequestsEvents[Name],
  ): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }
}

import { html, nothing } from "lit";
import { isDecided } from "../../flow/selectors/decision.ts";
import type { NotificationMessages } from "../../i18n/en/notification.ts";
import { load } from "../../lazy/load-module.ts";
import type { StepHost } from "../step.ts";

const importers: Record<string, () => Promise<{ default: NotificationMessages }>> = {
  en: () => import("../../i18n/en/notification.ts"),
  es: () => import("../../i18n/es/notification.ts"),
  "pt-BR": () => import("../../i18n/pt-BR/notification.ts"),
};

/** What tells the window that the page is out of sight or left. */
const pageEvents = ["visibilitychange", "pagehide", "pageshow"];

/** A page of which a watch believes that it is in sight: the watch goes on while the tab is hidden. */
const inSight = Object.assign(new EventTarget(), { visibilityState: "visible" });

/**
 * Offers to notify the user of the decision while the tab is hidden. Undefined where the browser cannot, or where the
 * user has refused. Permission is asked only when the user presses the button.
 *
 * @throws ProblemError when the messages cannot be loaded.
 */
export async function offerNotification(host: StepHost): Promise<NotificationOffer | undefined> {
  if (!globalThis.Notification || Notification.permission === "denied") return undefined;
  const messages = await load(importers[host.text.tag] ?? (importers.en as (typeof importers)[string]));
  return new NotificationOffer(host, messages.default);
}

export class NotificationOffer {
  readonly #host: StepHost;
  readonly #text: NotificationMessages;
  #state: "offered" | "on" | "refused" = "offered";
  #isLeft = false;
  #watch = new AbortController();

  constructor(host: StepHost, text: NotificationMessages) {
    this.#host = host;
    this.#text = text;
  }

  /** The button, or that the user will be notified. */
  view() {
    if (this.#state === "refused") return nothing;
    if (this.#state === "on") return html`<p class="small muted">${this.#text.on}</p>`;
    return html`<button type="button" class="outlined" @click=${this.#accept}>${this.#text.offer}</button>`;
  }

  stop(): void {
    for (const type of pageEvents) window.removeEventListener(type, this.#onPageEvent);
    this.#watch.abort();
  }

  #accept = async (): Promise<void> => {
    // A frame of another origin, or a browser that wants another gesture, may refuse by throwing.
    const permission = await Notification.requestPermission().catch(() => "denied");
    this.#state = permission === "granted" ? "on" : "refused";
    if (this.#state === "on") {
      this.#host.announce(this.#text.on);
      for (const type of pageEvents) window.addEventListener(type, this.#onPageEvent);
    }
    this.#host.requestUpdate();
  };

  /** In sight, the step itself shows the decision. A page that is left is hidden after `pagehide`: nothing is opened. */
  #onPageEvent = ({ type }: Event): void => {
    this.#watch.abort();
    if (type !== "visibilitychange") this.#isLeft = type === "pagehide";
    if (!this.#isLeft && document.visibilityState === "hidden") void this.#watchHidden();
  };

  async #watchHidden(): Promise<void> {
    const { flow, client } = this.#host;
    const { authorization_request_id: requestId } = flow.outcome ?? {};
    if (!requestId) return;
    const watch = new AbortController();
    this.#watch = watch;
    const { watchRequest } = await load(() => import("../../api/sse-client.ts"));
    if (watch.signal.aborted) return;
    await watchRequest({
      client,
      requestId,
      polls: true,
      signal: watch.signal,
      page: inSight,
      listeners: {
        outcome: (outcome) => {
          if (!isDecided(outcome) || watch.signal.aborted) return;
          this.stop();
          this.#notify();
        },
        live: () => {},
        check: () => {},
        problem: () => {},
      },
    });
  }

  #notify(): void {
    const { title, body } = this.#text;
    try {
      const notification = new Notification(title, { body, lang: this.#host.text.tag });
      notification.onclick = () => {
        window.focus();
        notification.close();
      };
    } catch {
      // Chrome on Android notifies from a service worker only, which is the page's.
    }
  }
}

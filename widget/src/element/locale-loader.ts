import type { FirstScreenMessages } from "../i18n/en/first-screen.ts";
import type { Messages } from "../i18n/en/messages.ts";
import { languageFor } from "../i18n/load-locale.ts";
import type { Language, Locale } from "../i18n/locale.ts";
import type { MessageOverrides } from "../i18n/message-overrides.ts";
import { load } from "../lazy/load-module.ts";

/** Loads the messages of one language: those of the first screen at once, the others with the deferred modules. */
export class LocaleLoader {
  /** The messages that are loaded. Until the others are, only those of the first screen are there. */
  text: Locale | undefined;
  language: Language | undefined;
  /** Whose first screen was loaded last. */
  #shown: Language | undefined;
  /** Whose messages are all there. Undefined while `#shown` has those of its first screen only. */
  #completeLanguage: Language | undefined;
  #imported: { language: Language; firstScreen: FirstScreenMessages; messages: Messages } | undefined;
  #loaded: Locale | undefined;
  #overrides: MessageOverrides | undefined;

  /** Selects the language of a BCP 47 tag, else that of the page. Returns whether it is another one than before. */
  select(tag: string | undefined, element: Element): boolean {
    const language = languageFor(tag, element);
    if (language === this.language) return false;
    this.language = language;
    return true;
  }

  /** Takes the host page's own sentences. What puts them in place loads only for a page that has some. */
  async override(overrides: MessageOverrides | undefined): Promise<void> {
    this.#overrides = overrides;
    await this.#show();
  }

  async loadFirstScreen(): Promise<void> {
    const { language } = this;
    if (!language) return;
    const messages = await load(language.importFirstScreen);
    if (this.language !== language) return;
    this.#loaded = { ...this.#loaded, ...messages.default } as Locale;
    this.#shown = language;
    this.#completeLanguage = undefined;
    await this.#show();
  }

  /** Imports all messages. `complete` puts them in place. */
  async importAll(): Promise<void> {
    const { language } = this;
    if (!language) return;
    const modules = await Promise.all([load(language.importFirstScreen), load(language.importMessages)]);
    this.#imported = { language, firstScreen: modules[0].default, messages: modules[1].default };
  }

  /**
   * Shows the messages that were imported last, and those of a language whose first screen came meanwhile. A language
   * that was left shows only if there is no other.
   */
  async complete(completeLocale: typeof import("../i18n/complete-locale.ts").completeLocale): Promise<void> {
    if (!this.#imported) return;
    const { language, firstScreen, messages } = this.#imported;
    const isStale = this.language !== language && this.#shown && this.#shown !== language;
    if (this.#completeLanguage !== language && !isStale) {
      this.#shown = language;
      this.#loaded = completeLocale(firstScreen, messages);
      await this.#show();
      // Not before they show: whoever asks meanwhile is to wait for them too.
      if (this.#shown === language) this.#completeLanguage = language;
    }
    if (this.#completeLanguage) return;
    await this.importAll();
    await this.complete(completeLocale);
  }

  async #show(): Promise<void> {
    const module = this.#overrides && (await load(() => import("../i18n/override-messages.ts")));
    const loaded = this.#loaded;
    this.text = loaded && module ? module.inHostWords(loaded, this.#overrides) : loaded;
  }
}

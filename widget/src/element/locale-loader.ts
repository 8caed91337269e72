import { completeLocale } from "../i18n/complete-locale.ts";
import { languageFor } from "../i18n/load-locale.ts";
import type { Language, Locale } from "../i18n/locale.ts";
import { load } from "../lazy/load-module.ts";

/** Loads the messages of one language: those of the first screen at once, the others with the deferred modules. */
export class LocaleLoader {
  /** The messages that are loaded. Until the others are, only those of the first screen are there. */
  text: Locale | undefined;
  language: Language | undefined;
  #completeLanguage: Language | undefined;

  /** Selects the language of a BCP 47 tag. Returns whether it is another one than before. */
  select(tag: string | undefined): boolean {
    const language = languageFor(tag);
    if (language === this.language) return false;
    this.language = language;
    return true;
  }

  async loadFirstScreen(): Promise<void> {
    const { language } = this;
    if (!language) return;
    const messages = await load(language.importFirstScreen);
    if (this.language === language) this.text = { ...this.text, ...messages.default } as Locale;
  }

  async loadAll(): Promise<void> {
    const { language } = this;
    if (!language) return;
    const [firstScreen, messages] = await Promise.all([
      load(language.importFirstScreen),
      load(language.importMessages),
    ]);
    const isStale = this.language !== language && this.#completeLanguage;
    if (this.#completeLanguage === language || isStale) return;
    this.#completeLanguage = language;
    this.text = completeLocale(firstScreen.default, messages.default);
  }
}

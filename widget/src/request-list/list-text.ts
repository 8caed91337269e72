import { completeLocale } from "../i18n/complete-locale.ts";
import type { RequestListMessages } from "../i18n/en/request-list.ts";
import type { LanguageCode } from "../i18n/language-code.ts";
import type { Language, Locale } from "../i18n/locale.ts";
import type { MessageOverrides } from "../i18n/message-overrides.ts";
import { load } from "../lazy/load-module.ts";

/** Every message of the list in one language: its own, and those that it shares with the form. */
export type ListText = Locale & { list: RequestListMessages };

const importers: Record<LanguageCode, () => Promise<{ default: RequestListMessages }>> = {
  en: () => import("../i18n/en/request-list.ts"),
  es: () => import("../i18n/es/request-list.ts"),
  pt: () => import("../i18n/pt-BR/request-list.ts"),
};

/**
 * Loads all messages of a language, with the host page's own in their place.
 *
 * @throws ProblemError
 */
export async function loadListText(
  language: Language,
  overrides: MessageOverrides | undefined,
): Promise<ListText> {
  const [firstScreen, messages, list] = await Promise.all([
    load(language.importFirstScreen),
    load(language.importMessages),
    load(importers[language.code]),
  ]);
  const loaded = { ...completeLocale(firstScreen.default, messages.default), list: list.default };
  const module = overrides && (await load(() => import("../i18n/override-messages.ts")));
  return module ? module.inHostWords(loaded, overrides) : loaded;
}

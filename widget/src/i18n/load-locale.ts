import { forLanguage, type LanguageCode } from "./language-code.ts";
import type { Language } from "./locale.ts";

/** The languages. Only one of them is loaded. */
const languages: Record<LanguageCode, Language> = {
  en: {
    code: "en",
    loadFailed: "No connection.",
    tryAgain: "Try again",
    importFirstScreen: () => import("./en/first-screen.ts"),
    importMessages: () => import("./en/messages.ts"),
  },
  es: {
    code: "es",
    loadFailed: "No hay conexión.",
    tryAgain: "Intentar de nuevo",
    importFirstScreen: () => import("./es/first-screen.ts"),
    importMessages: () => import("./es/messages.ts"),
  },
  pt: {
    code: "pt",
    loadFailed: "Sem conexão.",
    tryAgain: "Tentar de novo",
    importFirstScreen: () => import("./pt-BR/first-screen.ts"),
    importMessages: () => import("./pt-BR/messages.ts"),
  },
};

/** The language of a BCP 47 tag, else the page's around the element, else one of the browser's, else English. */
export function languageFor(tag: string | undefined, element: Element): Language {
  return forLanguage(languages, tag, pageLanguage(element));
}

/** The closest `lang` around an element, also around the shadow root that it is in. */
function pageLanguage(element: Element): string | undefined {
  const { host } = element.getRootNode() as ShadowRoot;
  return (element.closest<HTMLElement>("[lang]") ?? host?.closest<HTMLElement>("[lang]"))?.lang;
}

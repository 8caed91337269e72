import type { ClientProblemCode } from "../api/problem.ts";
import type { FirstWords } from "./en/first-screen.ts";
import type { LaterWords } from "./en/messages.ts";
import { forLanguage, type LanguageCode } from "./language-code.ts";

/** Every sentence the widget can say. Until the later words are here, the first screen does without them. */
export type Locale = Omit<FirstWords, "problems"> &
  Omit<LaterWords, "problems"> & { problems: Record<ClientProblemCode, string> };

/** A language: a small file for the first screen, and one for what comes after it. */
export type Language = {
  /** That its words did not come, and how to have them asked for again. */
  lost: string;
  again: string;
  first(): Promise<{ default: FirstWords }>;
  later(): Promise<{ default: LaterWords }>;
};

/** The languages there are; only one is loaded. */
const languages: Record<LanguageCode, Language> = {
  en: {
    lost: "No connection.",
    again: "Try again",
    first: () => import("./en/first-screen.ts"),
    later: () => import("./en/messages.ts"),
  },
  es: {
    lost: "No hay conexión.",
    again: "Intentar de nuevo",
    first: () => import("./es/first-screen.ts"),
    later: () => import("./es/messages.ts"),
  },
  pt: {
    lost: "Sem conexão.",
    again: "Tentar de novo",
    first: () => import("./pt-BR/first-screen.ts"),
    later: () => import("./pt-BR/messages.ts"),
  },
};

/** The language for a BCP 47 tag, else for one of the browser's, else English. */
export const languageFor = (tag: string | undefined): Language => forLanguage(languages, tag);

import type { ClientProblemCode } from "../problem/problem.ts";
import type { FirstScreenMessages } from "./en/first-screen.ts";
import type { Messages } from "./en/messages.ts";
import type { LanguageCode } from "./language-code.ts";

/** Every message of the widget in one language. Until `Messages` is loaded, only the first screen's are there. */
export type Locale = Omit<FirstScreenMessages, "problems"> &
  Omit<Messages, "problems"> & { problems: Record<ClientProblemCode, string> };

/** A language: one module for the first screen, one for everything after it. */
export type Language = {
  /** As it is sent in `Accept-Language`. */
  code: LanguageCode;
  /** Shown with a button `tryAgain` when the first module cannot be loaded. */
  loadFailed: string;
  tryAgain: string;
  importFirstScreen(): Promise<{ default: FirstScreenMessages }>;
  importMessages(): Promise<{ default: Messages }>;
};

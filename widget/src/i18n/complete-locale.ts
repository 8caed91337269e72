import type { FirstScreenMessages } from "./en/first-screen.ts";
import type { Messages } from "./en/messages.ts";
import type { Locale } from "./locale.ts";
import { problemAliases } from "./problem-aliases.ts";

/** All messages of a language, with one for every problem code. */
export function completeLocale(firstScreen: FirstScreenMessages, messages: Messages): Locale {
  const problems: Record<string, string> = { ...firstScreen.problems, ...messages.problems };
  for (const [code, alias] of Object.entries(problemAliases)) problems[code] = problems[alias] ?? "";
  return { ...firstScreen, ...messages, problems };
}

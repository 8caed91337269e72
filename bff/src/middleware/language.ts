import type { StateMiddleware } from "../http/koa.ts";
import type { Language } from "../osigu/arc-client.ts";

export type LanguageState = {
  /** The user's language, where the request names one of the widget's. */
  language: Language | undefined;
};

/** The languages that are looked for in the header, and the one of the widget's that each stands for. */
const languages: ReadonlyMap<string, Language> = new Map([
  ["en", "en"],
  ["es", "es"],
  ["pt-BR", "pt-BR"],
  ["pt", "pt-BR"],
]);

/**
 * Reads the language of the user from `Accept-Language`: one of the widget's languages, a closed set, because replies
 * of the vendor are cached by language and no header of a browser is passed on as it came.
 */
export function language(): StateMiddleware<LanguageState> {
  return function language(ctx, next) {
    // Without the header every language is accepted, and none is preferred.
    const isGiven = ctx.req.headers["accept-language"] !== undefined;
    const accepted = isGiven ? ctx.acceptsLanguages(...languages.keys()) : false;
    ctx.state.language = typeof accepted === "string" ? languages.get(accepted) : undefined;
    return next();
  };
}

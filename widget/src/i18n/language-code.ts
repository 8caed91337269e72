/** The languages there are, by the first two letters of a BCP 47 tag. */
export type LanguageCode = "en" | "es" | "pt";

/** What there is for the language of a BCP 47 tag, else for one of the browser's, else for English. */
export function forLanguage<Value>(all: Record<LanguageCode, Value>, tag: string | null | undefined): Value {
  for (const wanted of [tag, ...navigator.languages]) {
    const code = wanted?.slice(0, 2).toLowerCase() as LanguageCode;
    if (all[code]) return all[code];
  }
  return all.en;
}

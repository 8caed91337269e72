/** The languages there are, by the first two letters of a BCP 47 tag. */
export type LanguageCode = "en" | "es" | "pt";

/** What there is for the first of these BCP 47 tags, else for one of the browser's languages, else for English. */
export function forLanguage<Value>(
  all: Record<LanguageCode, Value>,
  ...tags: (string | null | undefined)[]
): Value {
  for (const wanted of [...tags, ...navigator.languages]) {
    const code = wanted?.slice(0, 2).toLowerCase() as LanguageCode;
    if (all[code]) return all[code];
  }
  return all.en;
}

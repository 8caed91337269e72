/** The language with the region of the browser: "es-GT" for "es" in Guatemala, where decimal separators differ. */
export function regional(language: string): string {
  const isRegional = (tag: string) => tag.slice(0, 2) === language.slice(0, 2) && isTag(tag);
  return navigator.languages.find(isRegional) ?? language;
}

/** Browsers also report names of POSIX locales, `en-US@posix` and `es_GT`, which `Intl` refuses. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

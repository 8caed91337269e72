/** The language with the region of the browser: "es-GT" for "es" in Guatemala, where decimal separators differ. */
export function regional(language: string): string {
  return navigator.languages.find((tag) => tag.slice(0, 2) === language.slice(0, 2)) ?? language;
}

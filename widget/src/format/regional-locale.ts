/** The language with the region that the person has it set to: "es" is "es-GT" in Guatemala, where decimals differ. */
export function regional(language: string): string {
  return navigator.languages.find((tag) => tag.slice(0, 2) === language.slice(0, 2)) ?? language;
}

/** Text as it is compared: without accents and capitals. */
export function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether each word of a query stands somewhere in a text. */
export function mentions(text: string, query: string): boolean {
  const all = folded(text);
  return folded(query)
    .split(/\s+/)
    .every((word) => all.includes(word));
}

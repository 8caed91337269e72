/** Text for comparison: in lower case, without accents. */
export function normalizeText(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether the text contains every word of the query. */
export function matchesQuery(text: string, query: string): boolean {
  const normalized = normalizeText(text);
  return normalizeText(query)
    .split(/\s+/)
    .every((word) => normalized.includes(word));
}

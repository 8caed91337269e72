/** A text as it is compared: no case, no accents. */
export function plainText(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** A code as it is compared: without the dot that people leave out. */
const plainCode = (text: string) => plainText(text).replace(/[.\s-]/g, "");

/**
 * How well an entry answers a query: every word of it begins a word of the text, or the query begins the code.
 * 0 is the best, undefined is no match.
 */
export function rank(query: string, code: string, text: string): number | undefined {
  const wanted = plainText(query).trim();
  if (wanted === "") return 3;
  const wantedCode = plainCode(wanted);
  if (plainCode(code) === wantedCode) return 0;
  if (wantedCode !== "" && plainCode(code).startsWith(wantedCode)) return 1;
  const words = plainText(text).split(/[^\p{L}\p{N}]+/u);
  const parts = wanted.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
  if (parts.length === 0 || !parts.every((part) => words.some((word) => word.startsWith(part))))
    return undefined;
  return plainText(text).startsWith(wanted) ? 2 : 3;
}

/** The entries that answer a query, best first, otherwise in the catalogue's own order. */
export function findMatches<Entry>(
  entries: Entry[],
  query: string,
  read: (entry: Entry) => { code: string; text: string },
): Entry[] {
  return entries
    .map((entry) => {
      const { code, text } = read(entry);
      return { entry, rank: rank(query, code, text) };
    })
    .filter((match): match is { entry: Entry; rank: number } => match.rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

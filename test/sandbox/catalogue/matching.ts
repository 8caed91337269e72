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
export function rank(
  query: string,
  code: string,
  text: string,
  begins = (word: string, part: string) => word.startsWith(part),
): number | undefined {
  const wanted = plainText(query).trim();
  if (wanted === "") return 3;
  const wantedCode = plainCode(wanted);
  if (plainCode(code) === wantedCode) return 0;
  if (wantedCode !== "" && plainCode(code).startsWith(wantedCode)) return 1;
  const words = plainText(text).split(/[^\p{L}\p{N}]+/u);
  const parts = wanted.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
  if (parts.length === 0 || !parts.every((part) => words.some((word) => begins(word, part))))
    return undefined;
  return plainText(text).startsWith(wanted) ? 2 : 3;
}

/** Letters of a word from which on one of them may be mistyped. */
const longWord = 5;

/** Whether a word begins with what was typed, one letter of which is missing, too many or another one. */
function nearlyBegins(word: string, part: string): boolean {
  if (word.startsWith(part)) return true;
  if (part.length < longWord) return false;
  for (let place = 0; place < part.length; place += 1) {
    const [before, after] = [part.slice(0, place), part.slice(place)];
    if (!word.startsWith(before)) return false;
    const rest = word.slice(place);
    const isMissing = rest.slice(1).startsWith(after);
    const isSurplus = rest.startsWith(after.slice(1)) && after.length > 1;
    const isAnother = rest !== "" && rest.slice(1).startsWith(after.slice(1));
    if (isMissing || isSurplus || isAnother) return true;
  }
  return false;
}

/**
 * The entries that answer a query, best first, otherwise in the catalogue's own order. Where there are none, those
 * that would with one letter mistyped in each long word.
 */
export function findMatches<Entry>(
  entries: Entry[],
  query: string,
  read: (entry: Entry) => { code: string; text: string },
): Entry[] {
  const exact = rankedMatches(entries, query, read);
  return exact.length > 0 ? exact : rankedMatches(entries, query, read, nearlyBegins);
}

function rankedMatches<Entry>(
  entries: Entry[],
  query: string,
  read: (entry: Entry) => { code: string; text: string },
  begins?: (word: string, part: string) => boolean,
): Entry[] {
  return entries
    .map((entry) => {
      const { code, text } = read(entry);
      return { entry, rank: rank(query, code, text, begins) };
    })
    .filter((match): match is { entry: Entry; rank: number } => match.rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

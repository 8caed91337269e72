/** The name that differs from this one by two letters at most. */
export function nearest(name: string, known: string[]): string | undefined {
  const distances = known.map((each) => [each, distance(name.toLowerCase(), each.toLowerCase())] as const);
  return distances.filter(([, letters]) => letters <= 2).sort(([, a], [, b]) => a - b)[0]?.[0];
}

/** Letters to insert, remove or replace: the Levenshtein distance. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** Steps of matching up to which a sponsor's pattern is tried: a few milliseconds. */
const maxSteps = 1_000_000;

/**
 * Whether a value matches a sponsor's pattern as a whole. A pattern that is invalid accepts every value, and so does one
 * that could take the browser too long for this value, such as `(a+)+`: the sponsor checks it as well.
 */
export function matchesPattern(pattern: string | undefined, value: string): boolean {
  if (!pattern || stepsOf(pattern, value.length) > maxSteps) return true;
  try {
    return new RegExp(`^(?:${pattern})$`, "u").test(value);
  } catch {
    return true;
  }
}

/** An upper bound of the steps that backtracking takes: the ways in which a pattern can be laid over so many characters. */
export function stepsOf(pattern: string, length: number): number {
  return waysOf(tokensOf(pattern), length) * (length + 1);
}

/** Groups, alternatives, quantifiers, and everything else as one atom each. */
function tokensOf(pattern: string): string[] {
  return (
    pattern.match(
      /\\(?:[pPux]\{[^}]*\}|k<[^>]*>|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<\w+>))?|\{\d+,?\d*\}|[\s\S]/g,
    ) ?? []
  );
}

/** The ways of a list of alternatives, up to the parenthesis that closes it. Takes the tokens that it reads. */
function waysOf(tokens: string[], length: number): number {
  let all = 0;
  let ways = 1;
  for (let token = tokens.shift(); token !== undefined && token !== ")"; token = tokens.shift()) {
    if (token === "|") {
      all += ways;
      ways = 1;
      continue;
    }
    const atom = token.startsWith("(") ? waysOf(tokens, length) : 1;
    ways *= repeated(atom, quantifierOf(tokens, length));
  }
  return all + ways;
}

/** The quantifier that follows an atom, with the length for "as often as there is". */
function quantifierOf(tokens: string[], length: number): [least: number, most: number] {
  const limits: Record<string, [number, number]> = { "*": [0, length], "+": [1, length], "?": [0, 1] };
  const next = tokens[0] ?? "";
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}$/.exec(next) ?? [];
  const counted: [number, number] | undefined =
    least === undefined ? undefined : [Number(least), Number(most || (comma ? length : least))];
  const limit = limits[next] ?? counted;
  if (!limit) return [1, 1];
  tokens.shift();
  if (tokens[0] === "?") tokens.shift();
  return limit;
}

function repeated(ways: number, [least, most]: [number, number]): number {
  return ways === 1 ? Math.max(1, most - least + 1) : ways ** Math.max(1, most) * Math.max(1, most - least);
}

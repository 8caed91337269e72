/** What is counted or measured, in messages of the vendor's and in ours: a number to whoever reads it, however large. */
const quantities: ReadonlySet<string> = new Set([
  "expires_in",
  "max_files",
  "max_size_bytes",
  "number",
  "quantity",
  "size",
  "total_elements",
  "total_pages",
]);

/** The fewest digits of a whole number that JavaScript may not hold exactly. */
const manyDigits = /\d{16}/;
const wholeNumber = /^-?\d+$/;

/**
 * Parses JSON in which ids may be numbers. A whole number beyond 2^53 would become another one: it comes as the text of
 * its digits instead, unless it is a quantity. Throws `SyntaxError`, which quotes its input.
 */
export function parseExact(text: string): unknown {
  return manyDigits.test(text) ? JSON.parse(text, exact) : JSON.parse(text);
}

function exact(key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value) || quantities.has(key)) return value;
  const source = context?.source ?? "";
  return wholeNumber.test(source) ? source : value;
}

/** Fields that count or measure, in the vendor's messages and in ours. They stay numbers, however large. */
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

/** The fewest digits of an integer that a JavaScript number may not hold exactly. */
const manyDigits = /\d{16}/;
const integer = /^-?\d+$/;

/**
 * Parses JSON whose ids may be numbers. An integer beyond 2^53 would lose digits: it becomes a string of its digits
 * instead, unless it is a quantity. Throws `SyntaxError`, which quotes its input.
 */
export function parseLossless(text: string): unknown {
  return manyDigits.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

function keepDigits(key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value) || quantities.has(key)) return value;
  const source = context?.source ?? "";
  return integer.test(source) ? source : value;
}

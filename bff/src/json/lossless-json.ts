/** Fields that count or measure in the vendor's messages. They stay numbers, however large. */
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

/** The same for what clients send, where any name may be a sponsor's own for an id: no integer is a quantity. */
export function parseExact(text: string): unknown {
  return manyDigits.test(text) ? JSON.parse(text, keepAllDigits) : JSON.parse(text);
}

type Context = { source?: string };

function keepDigits(key: string, value: unknown, context?: Context): unknown {
  return quantities.has(key) ? value : keepAllDigits(key, value, context);
}

function keepAllDigits(_key: string, value: unknown, context?: Context): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? "";
  return integer.test(source) ? source : value;
}

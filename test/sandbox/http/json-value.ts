/** Whether a JSON value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses JSON. A whole number beyond 2^53 becomes the text of its digits, because JavaScript cannot hold it. */
export function parseJson(text: string): unknown {
  return JSON.parse(text, keepLargeNumber as (key: string, value: unknown) => unknown);
}

function keepLargeNumber(_key: string, value: unknown, { source = "" }: { source?: string } = {}): unknown {
  return typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value;
}

// `JSON.rawJSON` is in every supported Node, and not yet in TypeScript's libraries.
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };

/** An id as it goes over the wire: `JSON.stringify` writes a numeric one as a number with exactly its digits. */
export const writeId = (id: string, { numeric_ids }: { numeric_ids?: boolean | "int64" }): unknown =>
  numeric_ids ? rawJSON(id) : id;

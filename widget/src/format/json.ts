/**
 * Encodes plain data as JSON. Old libraries, such as Prototype.js 1.6, give arrays and objects a `toJSON` that returns
 * text: arrays and plain objects are taken as they are.
 */
export function encodeJson(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, converted) {
    const original = this[key];
    return isPlain(original) ? original : converted;
  });
}

function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

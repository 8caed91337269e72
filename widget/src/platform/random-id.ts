/** A unique id of 128 random bits. `crypto.randomUUID` exists only in secure contexts. */
export function newId(): string {
  const parts = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(parts, (part) => part.toString(36).padStart(7, "0")).join("");
}

/** An id that nobody else has: 128 random bits. (`crypto.randomUUID` is missing on pages without TLS.) */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) =>
    part.toString(36).padStart(7, "0"),
  ).join("");
}

/** A wire name in words, for one without a message: "PARTIALLY_COVERED" becomes "Partially covered". */
export function readableName(name: string): string {
  const words = name.replace(/[_-]+/g, " ").trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

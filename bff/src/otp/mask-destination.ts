/** Characters that stand for others in a masked destination; an X does where no other letter is, as in a number. */
const hiding = /[*•·…#]{2}|^(?=.*[xX]{2})(?:[xX]|\P{L})+$/u;

/** Characters that are left readable of a destination that came unmasked: enough for its owner to know it. */
const readable = 2;

/**
 * A destination that may be shown. Sponsors mask it; one that does not must not put somebody's number on a screen,
 * so that all but the last two characters are hidden.
 */
export function masked(destination: string | undefined): string | undefined {
  if (destination === undefined || hiding.test(destination)) return destination;
  const hidden = destination.slice(0, -readable).replace(/[^\s@.+()-]/g, "*");
  return `${hidden}${destination.slice(-readable)}`;
}

/** Characters that mask a destination. An X masks where there is no other letter, as in a telephone number. */
const maskCharacters = /[*•·…#]{2}|^(?=.*[xX]{2})(?:[xX]|\P{L})+$/u;

/** Characters at the end that stay readable, so that its owner recognizes the destination. */
const readableLength = 2;

/** The destination of a one-time code, masked. Sponsors mask it; a destination that is not masked yet is masked here. */
export function maskDestination(destination: string | undefined): string | undefined {
  if (destination === undefined || maskCharacters.test(destination)) return destination;
  const masked = destination.slice(0, -readableLength).replace(/[^\s@.+()-]/g, "*");
  return `${masked}${destination.slice(-readableLength)}`;
}

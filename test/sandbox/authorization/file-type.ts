const signatures: [mimeType: string, start: number[]][] = [
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** Bytes from the start of a file that decide its type. PDF readers accept a header anywhere in them. */
export const decisiveLength = 1_024;

/** The media type that the first bytes of a file say, if it is one that is ever taken. */
export function detectType(start: Buffer): string | undefined {
  const image = signatures.find(([, bytes]) => bytes.every((byte, index) => start[index] === byte))?.[0];
  if (image !== undefined) return image;
  return start.subarray(0, decisiveLength).includes("%PDF-") ? "application/pdf" : undefined;
}

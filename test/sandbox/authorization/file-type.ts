const signatures: [mimeType: string, start: number[]][] = [
  ["application/pdf", [...Buffer.from("%PDF-")]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** The media type that the first bytes of a file say, if it is one that is ever taken. */
export function detectType(start: Buffer): string | undefined {
  return signatures.find(([, bytes]) => bytes.every((byte, index) => start[index] === byte))?.[0];
}

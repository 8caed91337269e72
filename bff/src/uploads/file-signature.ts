import { beginning } from "./polyglot.ts";

/** A kind of document that is taken, told by how its bytes begin and never by its name or header. */
export type FileKind = { mimeType: string; extension: string };

const signatures: readonly (FileKind & { bytes: Buffer })[] = [
  { mimeType: "application/pdf", extension: "pdf", bytes: Buffer.from("%PDF-") },
  { mimeType: "image/jpeg", extension: "jpg", bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  {
    mimeType: "image/png",
    extension: "png",
    bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
];

/** Bytes that are enough to decide: what a file is, and that it is not something else besides. */
export const decidingBytes = beginning;

/** What begins like this; undefined for everything that is not taken. */
export function fileKindOf(start: Buffer): FileKind | undefined {
  return signatures.find(({ bytes }) => start.subarray(0, bytes.length).equals(bytes));
}

import { headerLength } from "./polyglot.ts";

/** A type of document that is accepted. */
export type FileType = { mimeType: string; extension: string };

const signatures: readonly (FileType & { bytes: Buffer })[] = [
  { mimeType: "application/pdf", extension: "pdf", bytes: Buffer.from("%PDF-") },
  { mimeType: "image/jpeg", extension: "jpg", bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  {
    mimeType: "image/png",
    extension: "png",
    bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
];

/** Bytes from the start of a file that decide its type, and whether it is of a second one too. */
export const decisiveLength = headerLength;

/** The type that a file's first bytes show, whatever its name or header says; undefined when it is not accepted. */
export function detectFileType(start: Buffer): FileType | undefined {
  return signatures.find(({ bytes }) => start.subarray(0, bytes.length).equals(bytes));
}

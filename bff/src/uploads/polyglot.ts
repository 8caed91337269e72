/** Bytes at the beginning in which readers of other kinds still look for their own beginning. */
export const beginning = 1_024;

/** What makes a file something else as well, for a browser or a reader that guesses. */
const foreignBeginnings = /<!doctype\s+html|<html|<script|<svg|<body|<iframe|<\?php/i;

/** Whether a document begins as something else too. */
export function beginsTwice(start: Buffer, mimeType: string): boolean {
  const text = start.toString("latin1", 0, beginning);
  if (foreignBeginnings.test(text)) return true;
  // Readers of PDF take one that begins anywhere in the first kilobyte.
  return mimeType === "application/pdf" ? text.indexOf("%PDF-", 5) !== -1 : text.includes("%PDF-");
}

/** The record that ends a ZIP, and the comment that may follow it: an archive is read from its end. */
const recordLength = 22;
const longestComment = 65_535;
const signature = Buffer.from("PK\x05\x06", "latin1");

/** The last bytes of a file that passes through, to see whether an archive hangs behind the document. */
export class FileEnd {
  #chunks: Buffer[] = [];
  #length = 0;

  take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    let first = this.#chunks[0];
    while (first !== undefined && this.#length - first.length >= recordLength + longestComment) {
      this.#length -= first.length;
      this.#chunks.shift();
      first = this.#chunks[0];
    }
  }

  /** Whether the file can be opened as a ZIP: an archive, a Java program, an office document. */
  get isArchive(): boolean {
    const bytes = Buffer.concat(this.#chunks);
    for (
      let at = bytes.lastIndexOf(signature);
      at !== -1;
      at = at === 0 ? -1 : bytes.lastIndexOf(signature, at - 1)
    ) {
      const end = at + recordLength;
      if (end <= bytes.length && end + bytes.readUInt16LE(end - 2) === bytes.length) return true;
    }
    return false;
  }
}

/** Bytes from the start of a file in which readers of other formats still look for their own header. */
export const headerLength = 1_024;

/** What makes a file HTML, SVG or PHP as well, for a reader that sniffs. */
const foreignHeaders = /<!doctype\s+html|<html|<script|<svg|<body|<iframe|<\?php/i;

/** Whether the start of a document is also the start of a file of another format. */
export function hasForeignHeader(start: Buffer, mimeType: string): boolean {
  const text = start.toString("latin1", 0, headerLength);
  if (mimeType !== "application/pdf") return foreignHeaders.test(text) || text.includes("%PDF-");
  const header = text.indexOf("%PDF-");
  if (foreignHeaders.test(text.slice(0, header))) return true;
  const body = text.slice(header).replace(repeatedHeader, "");
  return body.includes("%PDF-") || foreignHeaders.test(withoutTexts(body));
}

/** The header line, and the same line once more, as some programs write it. */
const repeatedHeader = /^(%PDF-[\d.]+)[\r\n]+\1(?=[\r\n])|^%PDF-/;

/** A PDF without its literal strings, `(…)`: a title may hold any words. */
function withoutTexts(pdf: string): string {
  let kept = "";
  let depth = 0;
  let isComment = false;
  for (let at = 0; at < pdf.length; at += 1) {
    const letter = pdf[at];
    if (letter === "\r" || letter === "\n") isComment = false;
    else if (letter === "%" && depth === 0) isComment = true;
    if (letter === "(" && !isComment) depth += 1;
    if (depth === 0) kept += letter;
    else if (letter === "\\") at += 1;
    else if (letter === ")") depth -= 1;
  }
  return kept;
}

/** ZIP's "end of central directory" record, and the comment that may follow it: an archive is read from its end. */
const endRecordLength = 22;
const maxCommentLength = 65_535;
const endRecordSignature = Buffer.from("PK\x05\x06", "latin1");

/** Keeps the last bytes of a file that passes through, to detect an archive behind the document. */
export class ZipDetector {
  #chunks: Buffer[] = [];
  #length = 0;

  update(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    let first = this.#chunks[0];
    while (first !== undefined && this.#length - first.length >= endRecordLength + maxCommentLength) {
      this.#length -= first.length;
      this.#chunks.shift();
      first = this.#chunks[0];
    }
  }

  /** Whether the file can be opened as a ZIP: an archive, a Java program, an office document. */
  get isArchive(): boolean {
    const bytes = Buffer.concat(this.#chunks);
    for (
      let at = bytes.lastIndexOf(endRecordSignature);
      at !== -1;
      at = at === 0 ? -1 : bytes.lastIndexOf(endRecordSignature, at - 1)
    ) {
      const end = at + endRecordLength;
      if (end <= bytes.length && end + bytes.readUInt16LE(end - 2) === bytes.length) return true;
    }
    return false;
  }
}

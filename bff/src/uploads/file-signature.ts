import { headerLength } from "./polyglot.ts";

/** A type of document that is accepted. */
export type FileType = { mimeType: string; extension: string };

const pdf: FileType = { mimeType: "application/pdf", extension: "pdf" };

const images: readonly (FileType & { bytes: Buffer })[] = [
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
  if (pdfHeaderOffset(start) !== undefined) return pdf;
  return images.find(({ bytes }) => start.subarray(0, bytes.length).equals(bytes));
}

/** Where a PDF's header starts: readers accept it anywhere in the first kilobyte. Undefined: the file is no PDF. */
export function pdfHeaderOffset(start: Buffer): number | undefined {
  const offset = start.subarray(0, headerLength).indexOf("%PDF-");
  return offset !== -1 && isPreamble(start.toString("latin1", 0, offset)) ? offset : undefined;
}

const byteOrderMark = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/;
const blank = /^[\0\t\f ]*$/;
/** Begins and ends a job (HP, "Printer Job Language"). */
const printerReset = "\x1b%-12345X";
const printerCommand = /^(?:@PJL[\t -~]*)?$/;
const mailHeader = /^[A-Za-z][\w-]*:[\t -~]*$/;
const foldedHeader = /^[\t ][\t -~]*$/;

/**
 * Whether this is what programs write before a PDF: a byte order mark, white space, a printer's job language (PJL),
 * headers of a mail or of HTTP. Anything else may be a file of another format.
 */
function isPreamble(text: string): boolean {
  const lines = text.replace(byteOrderMark, "").split(/[\r\n]/);
  const last = lines.pop() ?? "";
  let isInHeaders = false;
  for (const line of lines) {
    isInHeaders = mailHeader.test(line) || (isInHeaders && (line === "" || foldedHeader.test(line)));
    if (!(isInHeaders || blank.test(line) || isPrinterJob(line))) return false;
  }
  return blank.test(last) || isPrinterJob(last);
}

function isPrinterJob(line: string): boolean {
  return printerCommand.test(line.startsWith(printerReset) ? line.slice(printerReset.length) : line);
}

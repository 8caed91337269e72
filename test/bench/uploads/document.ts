import { randomFillSync } from "node:crypto";
import { makeIndication } from "../../playground/indication.ts";

const boundary = "bench-boundary";

/** The `Content-Type` of an upload. */
export const documentType = `multipart/form-data; boundary=${boundary}`;

/**
 * A multipart body as the widget sends it, with a PDF of `size` bytes. Almost all of it is random, as in a scanned
 * page: every byte value occurs everywhere, so that a search for a token meets many of its beginnings.
 */
export function documentBody(size: number): Buffer {
  const pdf = makeIndication();
  const trailer = pdf.indexOf("xref");
  const head = Buffer.concat([
    pdf.subarray(0, trailer),
    Buffer.from("9 0 obj\n<< /Filter /DCTDecode >>\nstream\n"),
  ]);
  const tail = Buffer.concat([Buffer.from("\nendstream\nendobj\n"), pdf.subarray(trailer)]);
  return Buffer.concat([
    Buffer.from(part('name="file_type"', "MEDICAL_INDICATION\r\n")),
    Buffer.from(part('name="file"; filename="indication.pdf"\r\nContent-Type: application/pdf', "")),
    head,
    randomFillSync(Buffer.alloc(size - head.length - tail.length)),
    tail,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

const part = (disposition: string, content: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}`;

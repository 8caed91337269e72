/** Points; the long side of a page, as of an A4 sheet. */
const longSide = 842;

/** How many bytes of a PDF are not its pages' pictures: for each page, and once. */
export const pdfOverhead = { page: 500, once: 500 };

/**
 * One PDF of JPEG pictures, each filling a page of its own shape. The pictures are taken as they are: PDF knows JPEG
 * (`DCTDecode`). They are never read as a whole.
 *
 * @throws Error `photo_unreadable` for what is no JPEG.
 */
export async function photosToPdf(pictures: Blob[]): Promise<Blob> {
  const parts: (string | Blob)[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (part: string | Blob) => {
    parts.push(part);
    length += typeof part === "string" ? part.length : part.size;
  };
  const object = (dictionary: string, stream?: Blob | string) => {
    offsets.push(length);
    write(`${offsets.length} 0 obj\n${dictionary}\n`);
    if (stream !== undefined) {
      write("stream\n");
      write(stream);
      write("\nendstream\n");
    }
    write("endobj\n");
  };
  const pageNumber = (index: number) => 3 + index * 3;

  write("%PDF-1.4\n");
  object("<</Type/Catalog/Pages 2 0 R>>");
  const kids = pictures.map((_, index) => `${pageNumber(index)} 0 R`).join(" ");
  object(`<</Type/Pages/Count ${pictures.length}/Kids[${kids}]>>`);
  for (const [index, picture] of pictures.entries()) {
    const { width, height, colours } = await readJpegHeader(picture);
    const scale = longSide / Math.max(width, height);
    const [wide, high] = [(width * scale).toFixed(1), (height * scale).toFixed(1)];
    const own = pageNumber(index);
    object(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${wide} ${high}]/Contents ${own + 1} 0 R/Resources<</XObject<</P ${own + 2} 0 R>>>>>>`,
    );
    const draw = `${wide} 0 0 ${high} 0 0 cm/P Do`;
    object(`<</Length ${draw.length}>>`, draw);
    object(
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/Device${colours === 1 ? "Gray" : "RGB"}/BitsPerComponent 8/Filter/DCTDecode/Length ${picture.size}>>`,
      picture,
    );
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = offsets.length + 1;
  const start = length;
  write(`xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\n`);
  write(`startxref\n${start}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}

/** Size in pixels and number of colours, from the frame header. A canvas writes it near the start. */
async function readJpegHeader(picture: Blob): Promise<{ width: number; height: number; colours: number }> {
  const bytes = new DataView(await picture.slice(0, 65_536).arrayBuffer());
  const has = (at: number) => at + 10 <= bytes.byteLength && bytes.getUint8(at) === 0xff;
  let at = has(0) && bytes.getUint8(1) === 0xd8 ? 2 : bytes.byteLength;
  while (has(at)) {
    const marker = bytes.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xc2)
      return {
        height: bytes.getUint16(at + 5),
        width: bytes.getUint16(at + 7),
        colours: bytes.getUint8(at + 9),
      };
    at += 2 + bytes.getUint16(at + 2);
  }
  throw new Error("photo_unreadable");
}

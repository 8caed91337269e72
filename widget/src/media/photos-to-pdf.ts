/** The long side of a page in points, that of A4. */
const longSide = 842;

/** Bytes of a PDF beyond its images: for each page, and once. */
export const pdfOverhead = { page: 500, once: 500 };

/**
 * Makes one PDF of JPEG images, each on a page of its own aspect ratio. PDF embeds JPEG as it is (`DCTDecode`), so the
 * images are never read as a whole.
 *
 * @throws Error `photo_unreadable` for an image that is not a JPEG in RGB or shades of grey.
 */
export async function photosToPdf(images: Blob[]): Promise<Blob> {
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
  const kids = images.map((_, index) => `${pageNumber(index)} 0 R`).join(" ");
  object(`<</Type/Pages/Count ${images.length}/Kids[${kids}]>>`);
  for (const [index, image] of images.entries()) {
    const { width, height, components } = await readJpegHeader(image);
    if (components !== 1 && components !== 3) throw new Error("photo_unreadable");
    const scale = longSide / Math.max(width, height);
    const [wide, high] = [(width * scale).toFixed(1), (height * scale).toFixed(1)];
    const own = pageNumber(index);
    object(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${wide} ${high}]/Contents ${own + 1} 0 R/Resources<</XObject<</P ${own + 2} 0 R>>>>>>`,
    );
    const draw = `${wide} 0 0 ${high} 0 0 cm/P Do`;
    object(`<</Length ${draw.length}>>`, draw);
    object(
      `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/Device${components === 1 ? "Gray" : "RGB"}/BitsPerComponent 8/Filter/DCTDecode/Length ${image.size}>>`,
      image,
    );
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = offsets.length + 1;
  const start = length;
  write(`xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\n`);
  write(`startxref\n${start}\n%%EOF\n`);
  return new Blob(parts, { type: "application/pdf" });
}

/** The size in pixels and the number of colour components, from the frame header. A canvas writes it near the start. */
async function readJpegHeader(image: Blob): Promise<{ width: number; height: number; components: number }> {
  const bytes = new DataView(await image.slice(0, 65_536).arrayBuffer());
  const has = (at: number) => at + 10 <= bytes.byteLength && bytes.getUint8(at) === 0xff;
  let at = has(0) && bytes.getUint8(1) === 0xd8 ? 2 : bytes.byteLength;
  while (has(at)) {
    const marker = bytes.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xc2)
      return {
        height: bytes.getUint16(at + 5),
        width: bytes.getUint16(at + 7),
        components: bytes.getUint8(at + 9),
      };
    at += 2 + bytes.getUint16(at + 2);
  }
  throw new Error("photo_unreadable");
}

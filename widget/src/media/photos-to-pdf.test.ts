import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { photosToPdf } from "./photos-to-pdf.ts";

/** The start of a JPEG with a frame of this size; what follows it does not matter here. */
function jpeg(width: number, height: number, { colours = 3, before = 16 } = {}): Blob {
  const high = (value: number) => [value >> 8, value & 255];
  return new Blob([
    new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...high(before), ...Array<number>(before - 2).fill(0)]),
    new Uint8Array([0xff, 0xc0, 0, 17, 8, ...high(height), ...high(width), colours]),
    new Uint8Array(40),
    new Uint8Array([0xff, 0xd9]),
  ]);
}

const read = async (pdf: Blob) => Buffer.from(await pdf.arrayBuffer()).toString("latin1");

describe("A PDF of images", () => {
  it("has a page for each image, in order, with its aspect ratio", async () => {
    const pdf = await photosToPdf([jpeg(1000, 2000), jpeg(3000, 1500)]);
    const text = await read(pdf);
    assert.equal(pdf.type, "application/pdf");
    assert.match(text, /^%PDF-1\.4\n/);
    assert.match(text, /\/Count 2\/Kids\[3 0 R 6 0 R\]/);
    assert.deepEqual(
      [...text.matchAll(/MediaBox\[0 0 ([\d. ]+)\]/g)].map(([, box]) => box),
      ["421.0 842.0", "842.0 421.0"],
    );
    assert.deepEqual(
      [...text.matchAll(/\/Width (\d+)\/Height (\d+)/g)].map(([, width, height]) => `${width} × ${height}`),
      ["1000 × 2000", "3000 × 1500"],
    );
  });

  it("has correct offsets of its objects and lengths of its streams", async () => {
    const text = await read(await photosToPdf([jpeg(10, 10), jpeg(20, 10), jpeg(30, 10)]));
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    assert.ok(text.startsWith("xref\n0 12\n0000000000 65535 f \n", start));
    const offsets = [...text.slice(start).matchAll(/(\d{10}) 00000 n \n/g)].map(([, offset]) =>
      Number(offset),
    );
    assert.equal(offsets.length, 11);
    for (const [index, offset] of offsets.entries()) {
      assert.ok(text.startsWith(`${index + 1} 0 obj\n`, offset));
    }
    for (const [all, length] of text.matchAll(/\/?Length (\d+)>>\nstream\n/g)) {
      const from = text.indexOf(all) + all.length;
      assert.ok(text.startsWith("\nendstream\n", from + Number(length)));
    }
  });

  it("keeps a grey image grey", async () => {
    assert.match(await read(await photosToPdf([jpeg(5, 5, { colours: 1 })])), /\/ColorSpace\/DeviceGray/);
  });

  it("finds the frame header behind other segments", async () => {
    assert.match(
      await read(await photosToPdf([jpeg(640, 480, { before: 60_000 })])),
      /\/Width 640\/Height 480/,
    );
  });

  it("is not made of a file that is not a JPEG", async () => {
    for (const content of ["", "%PDF-1.4", "\u00ff\u00d8"]) {
      await assert.rejects(photosToPdf([new Blob([Buffer.from(content, "latin1")])]), {
        message: "photo_unreadable",
      });
    }
  });
});

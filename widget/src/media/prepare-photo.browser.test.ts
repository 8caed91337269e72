import { assert } from "@esm-bundle/chai";
import type { ProblemError } from "../problem/problem.ts";
import { combinePhotos, preparePhoto } from "./prepare-photo.ts";
import { scalePhoto } from "./scale-photo.ts";

/** 16 x 8 points: red in the four colours of print, and grey in one. */
const fixtures = {
  cmyk: "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/9sAQwEODg4TERMmFRUmTzUtNU9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P/8AAFAgACAAQBAEiAAIRAQMRAQQiAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAFB//EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAFB//EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAhEDEQQAAD8AvgGU2acA/9k=",
  grey: "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//wAALCAAIABABAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AIP/2Q==",
};

const fixture = (name: keyof typeof fixtures) =>
  new File([Uint8Array.from(atob(fixtures[name]), (byte) => byte.charCodeAt(0))], `${name}.jpg`, {
    type: "image/jpeg",
  });

const page = { mimeTypes: ["image/jpeg"], maxBytes: 1_000_000, isPage: true };

/** A soft photo of 80 x 60 with a red quarter at the top left, small enough that drawing it makes it larger. */
async function photo(orientation?: number): Promise<File> {
  const canvas = new OffscreenCanvas(80, 60);
  const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
  context.fillStyle = "#88f";
  context.fillRect(0, 0, 80, 60);
  context.fillStyle = "#f00";
  context.fillRect(0, 0, 40, 30);
  const bytes = new Uint8Array(
    await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.1 })).arrayBuffer(),
  );
  // An Exif segment with one entry: the orientation.
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1];
  const entry = [...exif, 0, orientation ?? 0, 0, 0, 0, 0, 0, 0];
  const segment = orientation ? [0xff, 0xe1, 0, entry.length + 2, ...entry] : [];
  // In one piece: Firefox decodes no file whose beginning was put together.
  const whole = Uint8Array.from([...bytes.slice(0, 2), ...segment, ...bytes.slice(2)]);
  return new File([whole], "IMG_1.jpg", { type: "image/jpeg" });
}

/** The JPEG in a PDF of one page, the size of the page, and its colour space. */
async function pageOf(pdf: Blob) {
  const bytes = new Uint8Array(await pdf.arrayBuffer());
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const [wide = 0, high = 0] = (/MediaBox\[0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? []).slice(1).map(Number);
  const start = text.indexOf("stream\n", text.indexOf("/DCTDecode")) + 7;
  const length = Number(/DCTDecode\/Length (\d+)/.exec(text)?.[1]);
  return {
    wide,
    high,
    colours: /ColorSpace\/(\w+)/.exec(text)?.[1],
    image: new Blob([bytes.slice(start, start + length)], { type: "image/jpeg" }),
  };
}

/** The share of points that differ between two images of one size. */
async function difference(one: Blob, other: Blob): Promise<number> {
  const [first, second] = await Promise.all([one, other].map(pointsOf));
  const wrong = first?.filter((value, index) => Math.abs(value - (second?.[index] ?? 0)) > 40) ?? [];
  return first?.length === second?.length ? wrong.length / (first?.length ?? 1) : 1;
}

async function pointsOf(image: Blob): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(image);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context?.drawImage(bitmap, 0, 0);
  return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
}

/** The colour of a point, as a viewer shows it that knows no Exif. */
async function colourAt(image: Blob, x: number, y: number): Promise<number[]> {
  const bitmap = await createImageBitmap(image, { imageOrientation: "none" });
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context?.drawImage(bitmap, 0, 0);
  const { data } = context?.getImageData(x * (bitmap.width - 1), y * (bitmap.height - 1), 1, 1) ?? {
    data: [],
  };
  return [...data].slice(0, 3);
}

const isRed = ([red = 0, green = 255, blue = 255]: number[]) => red > 150 && green < 100 && blue < 100;

describe("A photo that becomes a page", () => {
  const corners: [orientation: number | undefined, lies: "wide" | "high", x: number, y: number][] = [
    [undefined, "wide", 0, 0],
    [1, "wide", 0, 0],
    [3, "wide", 1, 1],
    [6, "high", 1, 0],
    [8, "high", 0, 1],
  ];
  for (const [orientation, lies, x, y] of corners) {
    it(`does not lie on its side with the orientation ${orientation ?? "that every file has"}`, async () => {
      const prepared = await preparePhoto(await photo(orientation), page);
      const { wide, high, image } = await pageOf(await combinePhotos([prepared], 1_000_000));
      assert.equal(high > wide ? "high" : "wide", lies);
      assert.isTrue(isRed(await colourAt(image, x, y)), "the red corner");
    });
  }

  for (const orientation of [undefined, 1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`does not lose a part with the orientation ${orientation ?? "that every file has"}`, async () => {
      const original = await photo(orientation);
      assert.isBelow(await difference(original, await preparePhoto(original, page)), 0.02);
    });
  }

  for (const name of ["cmyk", "grey"] as const) {
    it(`does not keep other colours than RGB: ${name}`, async () => {
      const prepared = await preparePhoto(fixture(name), page);
      const { colours, image } = await pageOf(await combinePhotos([prepared], 1_000_000));
      assert.equal(colours, "DeviceRGB");
      const [red = 0, green = 0] = await colourAt(image, 0, 0);
      if (name === "cmyk") assert.isTrue(red > 150 && green < 100);
      else assert.approximately(red, green, 4);
    });
  }

  it("is not a page when it cannot be drawn", async () => {
    const broken = new File(["no photo"], "IMG_1.jpg", { type: "image/jpeg" });
    const problem = await preparePhoto(broken, page).catch((error: ProblemError) => error.problem);
    assert.propertyVal(problem, "code", "photo_unreadable");
  });
});

describe("A canvas that does not give out what was drawn", () => {
  const { getImageData } = OffscreenCanvasRenderingContext2D.prototype;
  const { Worker } = window;
  before(() => {
    OffscreenCanvasRenderingContext2D.prototype.getImageData = (_x, _y, width, height) =>
      new ImageData(crypto.getRandomValues(new Uint8ClampedArray(width * height * 4)), width, height);
    // A worker has its own canvas: without one, the main thread draws.
    Object.assign(window, { Worker: undefined });
  });
  after(() => {
    OffscreenCanvasRenderingContext2D.prototype.getImageData = getImageData;
    Object.assign(window, { Worker });
  });

  it("is noticed before a wrong photo is sent", async () => {
    const thrown = await scalePhoto({ photo: await photo(), mimeType: "image/jpeg", maxBytes: 1e6 }).catch(
      (error: Error) => error.message,
    );
    assert.equal(thrown, "photo_blocked");
  });

  it("leaves a photo that fits as it is", async () => {
    const fits = await photo();
    assert.strictEqual(await preparePhoto(fits, { ...page, isPage: false }), fits);
  });

  it("is told where the photo must be drawn", async () => {
    const problem = await preparePhoto(await photo(), page).catch((error: ProblemError) => error.problem);
    assert.deepEqual(problem, { code: "photo_blocked", retryable: false });
  });
});

/** What is to be made of a photo. `most` in bytes. */
export type ScalePhotoOptions = { photo: Blob; mimeType: string; maxBytes: number };

/**
 * Draws a photo upright and no larger than a page needs, and gives it back in at most `most` bytes. It stands alone,
 * without a name from outside: it also runs in a worker, which is given its text.
 *
 * @throws Error `photo_unreadable` where the browser cannot draw it, `file_too_large` where it cannot be made to fit.
 */
export async function scalePhoto({ photo, mimeType, maxBytes: most }: ScalePhotoOptions): Promise<Blob> {
  const bitmap = await createImageBitmap(photo, { imageOrientation: "from-image" }).catch(() => {
    throw new Error("photo_unreadable");
  });
  try {
    // 2,560 px along a page's long side are 218 dots an inch; each further try gives up some of it.
    for (const [longest, quality] of [
      [2560, 0.85],
      [2560, 0.7],
      [1920, 0.7],
      [1440, 0.6],
      [1080, 0.5],
    ] as const) {
      const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
      const width = Math.max(1, Math.round(bitmap.width * scale));
      const height = Math.max(1, Math.round(bitmap.height * scale));
      const canvas = globalThis.OffscreenCanvas
        ? new OffscreenCanvas(width, height)
        : Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D | null;
      if (!context) throw new Error("photo_unreadable");
      context.fillStyle = "#fff";
      context.fillRect(0, 0, width, height);
      context.imageSmoothingQuality = "high";
      // In strips, each from a copy of its own, with a breath between them: drawn from the whole, a browser puts all
      // of it off to the end and does it in one go. Where this is the page's own thread, the page goes on.
      const strip = 64;
      for (let top = 0; top < height; top += strip) {
        const tall = Math.min(strip, height - top);
        const from = Math.floor(top / scale);
        const to = Math.min(bitmap.height, Math.ceil((top + tall) / scale));
        const part = await createImageBitmap(bitmap, 0, from, bitmap.width, to - from);
        context.drawImage(part, 0, top / scale - from, bitmap.width, tall / scale, 0, top, width, tall);
        part.close();
        await new Promise((resolve) => setTimeout(resolve));
      }
      const made =
        "convertToBlob" in canvas
          ? await canvas.convertToBlob({ type: mimeType, quality })
          : await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, mimeType, quality));
      canvas.width = 0;
      if (made && made.size <= most) return made;
    }
    throw new Error("file_too_large");
  } finally {
    bitmap.close();
  }
}

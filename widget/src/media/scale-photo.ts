/** A photo, and the type and size in bytes of the result. */
export type ScalePhotoOptions = { photo: Blob; mimeType: string; maxBytes: number };

/**
 * Draws a photo upright, no larger than a page needs, and encodes it with at most `maxBytes`. The function refers to
 * nothing outside itself: a worker runs its source text.
 *
 * @throws Error `photo_unreadable` where the browser cannot draw it, `file_too_large` where it stays too large.
 */
export async function scalePhoto({ photo, mimeType, maxBytes }: ScalePhotoOptions): Promise<Blob> {
  const bitmap = await createImageBitmap(photo, { imageOrientation: "from-image" }).catch(() => {
    throw new Error("photo_unreadable");
  });
  try {
    // 2,560 px on the long side of a page are 218 dpi. Each further attempt has a lower resolution or quality.
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
      // Drawn in strips, each from a bitmap of its own, with a task between them, so that the main thread can respond.
      // From the whole bitmap a browser would defer all drawing to the end and do it at once.
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
      const blob =
        "convertToBlob" in canvas
          ? await canvas.convertToBlob({ type: mimeType, quality })
          : await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, mimeType, quality));
      canvas.width = 0;
      if (blob && blob.size <= maxBytes) return blob;
    }
    throw new Error("file_too_large");
  } finally {
    bitmap.close();
  }
}

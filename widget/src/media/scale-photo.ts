/** A photo, and the type and size in bytes of the result. */
export type ScalePhotoOptions = { photo: Blob; mimeType: string; maxBytes: number };

/**
 * Draws a photo upright, no larger than a page needs, and encodes it with at most `maxBytes`. The function refers to
 * nothing outside itself: a worker runs its source text.
 *
 * @throws Error `photo_unreadable` where the browser cannot draw it, `photo_blocked` where it does not give out what it
 * drew, `file_too_large` where it stays too large.
 */
export async function scalePhoto({ photo, mimeType, maxBytes }: ScalePhotoOptions): Promise<Blob> {
  const newCanvas = (width: number, height: number) =>
    globalThis.OffscreenCanvas
      ? new OffscreenCanvas(width, height)
      : Object.assign(document.createElement("canvas"), { width, height });
  const contextOf = (canvas: ReturnType<typeof newCanvas>) => {
    const context = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D | null;
    if (!context) throw new Error("photo_unreadable");
    return context;
  };
  // A browser that resists fingerprinting gives noise in place of what was drawn: known points are read back.
  const known = contextOf(newCanvas(8, 8));
  known.fillStyle = "#fff";
  known.fillRect(0, 0, 8, 8);
  known.fillStyle = "#000";
  known.fillRect(0, 0, 8, 4);
  const points = known.getImageData(0, 0, 8, 8).data;
  const isTrue = points.every(
    (value, index) => Math.abs(value - (index % 4 === 3 || index >= 128 ? 255 : 0)) < 32,
  );
  if (!isTrue) throw new Error("photo_blocked");
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
      const canvas = newCanvas(width, height);
      const context = contextOf(canvas);
      context.fillStyle = "#fff";
      context.fillRect(0, 0, width, height);
      context.imageSmoothingQuality = "high";
      // Drawn in strips with a task between them, so that the main thread can respond. Reading a point makes the browser
      // draw now: it would defer all strips to the end and draw them at once. A strip is no bitmap of its own, because
      // Chromium cuts a bitmap that is upright by its Exif orientation as if it still lay on its side.
      const strip = 64;
      for (let top = 0; top < height; top += strip) {
        const tall = Math.min(strip, height - top);
        context.drawImage(bitmap, 0, top / scale, bitmap.width, tall / scale, 0, top, width, tall);
        context.getImageData(0, top, 1, 1);
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

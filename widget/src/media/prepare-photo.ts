import { type ClientProblemCode, ProblemError } from "../problem/problem.ts";
import { fileOf } from "./chosen-file.ts";
import { scaleInWorker } from "./photo-worker.ts";
import { pdfOverhead, photosToPdf } from "./photos-to-pdf.ts";

/** Prepares photos for the upload. Loaded with the first photo. */

/** `mimeTypes`: allowed results, preferred first. `isPage`: the photo becomes a page of a PDF. */
type PreparePhotoOptions = { mimeTypes: string[]; maxBytes: number; isPage: boolean };

/** Photos are decoded one at a time: each takes four bytes of memory for every pixel. */
let photoQueue: Promise<unknown> = Promise.resolve();

/**
 * Prepares a photo among the chosen files, or makes one PDF of its pages, once those before it are done.
 *
 * @throws ProblemError `file_unreadable`, `photo_unreadable`, `photo_blocked`, `file_too_large`.
 */
export function prepareInTurn(
  files: Map<string, File>,
  { fileId, pageIds, ...options }: PreparePhotoOptions & { fileId: string; pageIds?: string[] | undefined },
): Promise<{ name: string; size: number; mimeType: string }> {
  const prepare = async () => {
    const file = fileOf(files, fileId);
    const prepared = pageIds
      ? await combinePhotos(
          pageIds.map((id) => fileOf(files, id)),
          options.maxBytes,
        )
      : await preparePhoto(file, options);
    // The user may have removed it meanwhile.
    if (files.has(fileId)) files.set(fileId, prepared);
    for (const id of pageIds?.slice(1) ?? []) files.delete(id);
    return { name: prepared.name, size: prepared.size, mimeType: prepared.type };
  };
  const result = photoQueue.then(prepare);
  photoQueue = result.catch(() => {});
  return result;
}

/**
 * Rotates and scales a photo to one of `mimeTypes` and at most `maxBytes`. A photo within the limits stays as it is
 * when scaling does not make it smaller, or when the browser cannot draw it. A page is always drawn: a PDF shows
 * neither the orientation of a camera nor, everywhere, other colours than RGB.
 *
 * @throws ProblemError `photo_unreadable`, `photo_blocked`, `file_too_large`.
 */
export async function preparePhoto(
  photo: File,
  { mimeTypes, maxBytes, isPage }: PreparePhotoOptions,
): Promise<File> {
  const isWithinLimits = !isPage && mimeTypes.includes(photo.type) && photo.size <= maxBytes;
  const [mimeType = "image/jpeg"] = mimeTypes;
  try {
    const scaled = await scaleInWorker({ photo, mimeType, maxBytes });
    return isWithinLimits && scaled.size >= photo.size
      ? photo
      : withExtension(scaled, photo.name, scaled.type);
  } catch (thrown) {
    if (isWithinLimits) return photo;
    throw thrown;
  }
}

/** Makes one PDF of several prepared photos, with at most `maxBytes`, under the name of the first one. */
export async function combinePhotos(photos: File[], maxBytes: number): Promise<File> {
  const share = Math.floor((maxBytes - pdfOverhead.once) / photos.length) - pdfOverhead.page;
  const pages: Blob[] = [];
  for (const photo of photos) {
    pages.push(
      photo.size <= share ? photo : await scaleInWorker({ photo, mimeType: "image/jpeg", maxBytes: share }),
    );
  }
  const pdf = await photosToPdf(pages).catch((thrown: Error) => {
    throw new ProblemError({ code: thrown.message as ClientProblemCode, retryable: false });
  });
  return withExtension(pdf, photos[0]?.name ?? "", pdf.type);
}

/** A file with the extension of its new type. */
function withExtension(content: Blob, name: string, type: string): File {
  const extension = type.split("/")[1]?.replace("jpeg", "jpg");
  return new File([content], `${name.replace(/\.\w+$/, "")}.${extension}`, { type });
}

import { type ClientProblemCode, ProblemError } from "../problem/problem.ts";
import { scaleInWorker } from "./photo-worker.ts";
import { pdfOverhead, photosToPdf } from "./photos-to-pdf.ts";

/** What photos need before they travel. Loaded when the first of them is added. */

/**
 * A photo upright, in one of `mimeTypes` (the best first) and at most `most` bytes. What is fine as it is and does not
 * get smaller stays as it is; so does what cannot be drawn here and is fine nevertheless.
 *
 * @throws ProblemError `photo_unreadable`, `file_too_large`.
 */
export async function preparePhoto(photo: File, mimeTypes: string[], most: number): Promise<File> {
  const isFine = mimeTypes.includes(photo.type) && photo.size <= most;
  const [mimeType = "image/jpeg"] = mimeTypes;
  try {
    const made = await scaleInWorker({ photo, mimeType, maxBytes: most });
    return isFine && made.size >= photo.size ? photo : withExtension(made, photo.name, made.type);
  } catch (thrown) {
    if (isFine) return photo;
    throw thrown;
  }
}

/** One PDF of several prepared photos, in at most `most` bytes, under the first one's name. */
export async function combinePhotos(photos: File[], most: number): Promise<File> {
  const share = Math.floor((most - pdfOverhead.once) / photos.length) - pdfOverhead.page;
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

/** The same name with the ending of what it has become. */
function withExtension(content: Blob, name: string, type: string): File {
  const ending = type.split("/")[1]?.replace("jpeg", "jpg");
  return new File([content], `${name.replace(/\.\w+$/, "")}.${ending}`, { type });
}

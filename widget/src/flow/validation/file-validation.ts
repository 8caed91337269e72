import type { DocumentRule } from "@osigu-preauth/shared";
import { acceptsType, mediaTypeOf, normalizeMediaType } from "../../format/media-type.ts";
import type { ClientProblemCode } from "../../problem/problem.ts";
import type { FileEntry } from "../state.ts";

/** Validation of files, the same for every way to add one. */

/** The size limit in bytes of a sponsor without one. It is the BFF's default, too. */
export const defaultMaxBytes = 10_485_760;

/** Bytes above which a photo is scaled down before the upload. */
const unscaledPhotoBytes = 1_000_000;
/** Bytes above which a photo is not decoded. */
const maxPhotoBytes = 80_000_000;

/** The size limit of a document in bytes. */
export function maxBytesOf(rule: DocumentRule): number {
  return rule.max_size_bytes ?? defaultMaxBytes;
}

/** Whether the document accepts a media type. */
export function accepts(rule: DocumentRule, mimeType: string): boolean {
  return acceptsType(rule.mime_types, mimeType);
}

/** Whether photos become pages of one PDF: the document accepts PDF and no images. */
export function combinesPhotos(rule: DocumentRule): boolean {
  return (
    accepts(rule, "application/pdf") && !rule.mime_types.some((type) => isPhoto(normalizeMediaType(type)))
  );
}

/** The media types that a photo may be converted to, preferred first. */
export function photoMimeTypes(rule: DocumentRule): string[] {
  return combinesPhotos(rule)
    ? ["image/jpeg"]
    : ["image/jpeg", "image/png"].filter((mimeType) => accepts(rule, mimeType));
}

/** Whether a browser may be able to draw it. */
export function isPhoto(mimeType: string): boolean {
  return mimeType.startsWith("image/") && !mimeType.startsWith("image/svg");
}

/** The first state of a chosen file, by its name, type and size. The server examines the content. */
export function validateFile(chosen: FileEntry, rule: DocumentRule, hasRoom: boolean): FileEntry {
  const mimeType = mediaTypeOf({ name: chosen.name, type: chosen.mimeType });
  const file = { ...chosen, mimeType };
  const refused = (code: ClientProblemCode): FileEntry => ({
    ...file,
    state: "failed",
    problem: { code, retryable: false },
  });
  const isAccepted = !mimeType || accepts(rule, mimeType);
  const maxBytes = maxBytesOf(rule);
  const isTooLarge = file.size > maxBytes;
  if (!file.size) return refused("file_empty");
  if (!hasRoom) return refused("too_many_files");
  const canConvert = isPhoto(mimeType) && file.size <= maxPhotoBytes && photoMimeTypes(rule).length > 0;
  if (canConvert && (!isAccepted || isTooLarge || file.size > unscaledPhotoBytes))
    return { ...file, state: "preparing" };
  if (!isAccepted) return refused("file_type_not_allowed");
  return isTooLarge ? refused("file_too_large") : { ...file, state: "waiting" };
}

import type { DocumentRule } from "@osigu-preauth/shared";
import type { ClientProblemCode } from "../../problem/problem.ts";
import type { FileEntry } from "../state.ts";

/** What becomes of a file that was chosen, dropped, pasted or photographed: the same words whichever way it came. */

/** Bytes; what a file may have where the sponsor says nothing. The BFF's own default is the same. */
export const defaultMaxBytes = 10_485_760;

/** Bytes above which a photo is made smaller before it travels. */
const unscaledPhotoBytes = 1_000_000;
/** Bytes above which a photo is not even opened. */
const maxPhotoBytes = 80_000_000;

/** Media types by the ending of a name, where the browser knows none. */
const mimeTypesByExtension: Record<string, string> = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  heic: "image/heic",
  heif: "image/heif",
  webp: "image/webp",
};

/** Bytes that a file of this rule may have. */
export function maxBytesOf(rule: DocumentRule): number {
  return rule.max_size_bytes ?? defaultMaxBytes;
}

/** Whether the sponsor takes this kind of file as it is. */
export function accepts(rule: DocumentRule, mimeType: string): boolean {
  return rule.mime_types.some((taken) => {
    const type = normalizeMimeType(taken);
    return type === mimeType || (type.endsWith("/*") && mimeType.startsWith(type.slice(0, -1)));
  });
}

/** Whether photos become pages of one PDF, because the sponsor takes PDF and no photos. */
export function combinesPhotos(rule: DocumentRule): boolean {
  return (
    accepts(rule, "application/pdf") && !rule.mime_types.some((type) => isPhoto(normalizeMimeType(type)))
  );
}

/** The media types that a photo may leave as, the best first. */
export function photoMimeTypes(rule: DocumentRule): string[] {
  return combinesPhotos(rule)
    ? ["image/jpeg"]
    : ["image/jpeg", "image/png"].filter((mimeType) => accepts(rule, mimeType));
}

/** Whether it is a photo, as far as a browser may be able to draw it. */
export function isPhoto(mimeType: string): boolean {
  return mimeType.startsWith("image/") && !mimeType.startsWith("image/svg");
}

/** A chosen file's first state. What it really is, the server decides by its bytes. */
export function validateFile(chosen: FileEntry, rule: DocumentRule, hasRoom: boolean): FileEntry {
  const mimeType =
    normalizeMimeType(chosen.mimeType) ||
    (mimeTypesByExtension[chosen.name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "");
  const file = { ...chosen, mimeType };
  const refused = (code: ClientProblemCode): FileEntry => ({
    ...file,
    state: "failed",
    problem: { code, retryable: false },
  });
  const taken = !mimeType || accepts(rule, mimeType);
  const most = maxBytesOf(rule);
  const isTooLarge = file.size > most;
  if (!file.size) return refused("file_empty");
  if (!hasRoom) return refused("too_many_files");
  const canChange = isPhoto(mimeType) && file.size <= maxPhotoBytes && photoMimeTypes(rule).length > 0;
  if (canChange && (!taken || isTooLarge || file.size > unscaledPhotoBytes))
    return { ...file, state: "preparing" };
  if (!taken) return refused("file_type_not_allowed");
  return isTooLarge ? refused("file_too_large") : { ...file, state: "waiting" };
}

/** Some write `image/jpg`, some in capitals. */
function normalizeMimeType(mimeType: string): string {
  return mimeType.toLowerCase().replace("/jpg", "/jpeg").replace("/x-pdf", "/pdf");
}

import { type Answer, refuse, validationFailed } from "../http/answer.ts";
import { mimeTypesOf } from "../sponsor/configuration.ts";
import type { DocumentRule, SponsorData } from "../sponsor/sponsor-data.ts";
import type { ReceivedFile } from "./receive-file.ts";
import type { StoredFile } from "./request-store.ts";

const defaultMimeTypes = ["application/pdf", "image/jpeg", "image/png"];
const defaultMostBytes = 10 * 1024 * 1024;

/** Checks a file against the request's document policy; undefined lets it in. */
export function checkFile(
  file: ReceivedFile,
  rules: DocumentRule[],
  already: StoredFile[],
  { path_style }: SponsorData,
): Answer | undefined {
  const refused = (key: string, message: string) => validationFailed([{ path: [key], message }], path_style);
  const rule = rules.find(({ file_type }) => file_type === file.fileType);
  if (!rule) return refused("file_type", `${file.fileType} is not in the document policy of this request`);
  if (file.size === 0) return refused("file", "is empty");
  const mimeTypes = mimeTypesOf(rule) ?? defaultMimeTypes;
  if (!mimeTypes.includes(file.mimeType)) return refused("file", `${file.mimeType} is not taken`);
  if (file.detectedType !== file.mimeType)
    return refused("file", `is not the ${file.mimeType} that it says it is`);
  const most = rule.max_size_bytes ?? defaultMostBytes;
  if (file.size > most) return refuse(413, "FILE_TOO_LARGE", `The file is larger than ${most} bytes`);
  const count = already.filter(({ file_type }) => file_type === file.fileType).length;
  if (rule.max_files !== undefined && count >= rule.max_files) {
    return refused("file", `No more than ${rule.max_files} of ${file.fileType} are taken`);
  }
  return undefined;
}

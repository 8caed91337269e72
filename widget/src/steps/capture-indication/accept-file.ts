import type { DocumentRule } from "@osigu-preauth/shared";
import type { Problem } from "../../client/problem.ts";
import { newId } from "../../conductor/new-id.ts";
import type { FileLine } from "../../flow/flow.ts";

/** Bytes; what a file may have where the sponsor says nothing. The BFF's own default is the same. */
export const defaultMost = 10_485_760;

/** A line for a file as it was chosen, dropped or photographed. One that cannot be sent says so on its own line. */
export function acceptFile(file: File, rule: DocumentRule): FileLine {
  const problem = refusal(file, rule);
  return {
    id: newId(),
    fileType: rule.file_type,
    name: file.name,
    size: file.size,
    mimeType: file.type,
    sentBytes: 0,
    state: problem ? "failed" : "waiting",
    problem,
  };
}

/** Why a file is not even sent. What it really is, the server decides by its bytes. */
function refusal(file: File, rule: DocumentRule): Problem | undefined {
  const refused = (code: Problem["code"]): Problem => ({ code, retryable: false });
  if (file.size === 0) return refused("file_empty");
  if (file.size > (rule.max_size_bytes ?? defaultMost)) return refused("file_too_large");
  if (file.type && !rule.mime_types.includes(file.type)) return refused("file_type_not_allowed");
  return undefined;
}

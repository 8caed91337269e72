import { z } from "zod";
import type { AuthorizationOutcome } from "./authorization-request.ts";
import { optionalText } from "./lenient-schemas.ts";

/**
 * Result of the check of an uploaded document. `matches`: it is what the sponsor requires. `differs`: it looks like
 * something else. `unknown`: the check was inconclusive. `not_checked`: the check was not possible.
 */
export const documentCheckResults = ["matches", "differs", "unknown", "not_checked"] as const;
export type DocumentCheckResult = (typeof documentCheckResults)[number];

/** Advice about an uploaded document. It never blocks a request. */
export const documentCheck = z.object({
  /** As the document was uploaded. */
  file_type: z.string(),
  /** The classifier's name for its type, such as `PM`; absent when it is unknown. */
  looks_like: optionalText,
  result: z.enum(documentCheckResults),
});
export type DocumentCheck = z.infer<typeof documentCheck>;

/** Events of `GET /arc/v1/authorization-requests/{id}/events`, by name, with their data. */
export type LiveEvents = {
  /** The present outcome, sent after each change. */
  decision: AuthorizationOutcome;
  document_check: DocumentCheck;
};

import { z } from "zod";
import type { AuthorizationOutcome } from "./authorization-request.ts";
import { optionalText } from "./lenient-schemas.ts";

/**
 * What a look at an uploaded document came to. `matches`: it is what the sponsor asks for. `differs`: it looks like
 * something else. `unknown`: it was looked at, and nothing can be said. `not_checked`: it could not be looked at.
 */
export const documentCheckResults = ["matches", "differs", "unknown", "not_checked"] as const;
export type DocumentCheckResult = (typeof documentCheckResults)[number];

/** Advice about an uploaded document: it never stands in the way of anything. */
export const documentCheck = z.object({
  /** As the document was uploaded. */
  file_type: z.string(),
  /** The checker's own name of what it looks like, such as `PM`; absent when it does not know. */
  looks_like: optionalText,
  result: z.enum(documentCheckResults),
});
export type DocumentCheck = z.infer<typeof documentCheck>;

/** What comes over `GET /arc/v1/authorization-requests/{id}/events`: names of the events and their data. */
export type LiveEvents = {
  /** All that is decided by now, each time something of it changed. */
  decision: AuthorizationOutcome;
  document_check: DocumentCheck;
};

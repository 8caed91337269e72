import type { DocumentCheckResult } from "@osigu-preauth/shared";

/** What the classifier says when it does not know. */
const unknownType = "UNKNOWN";

/**
 * Which of the classifier's types each `file_type` of ARC may be. Nothing that the vendor documents links the two
 * (assumed): `PM` is a medical order, `SADT` the Brazilian form for examinations, `OPME` the one for implants.
 */
const accepted: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    MEDICAL_INDICATION: ["PM", "SADT", "OPME"],
    PRESCRIPTION: ["PM"],
    LAB_ORDER: ["SADT", "PM"],
    PROCEDURE: ["SADT", "OPME", "PM"],
    REFERRAL: ["PM", "SADT"],
  }),
);

/** Begins the types of results of examinations. */
const resultPrefix = "EXAM_";
const resultTypes = ["LAB_RESULT", "IMAGE_REPORT"];

/** Whether a document that looks like `looksLike` is what was asked for as `fileType`. */
export function compared(fileType: string, looksLike: string): DocumentCheckResult {
  if (looksLike === unknownType) return "unknown";
  if (looksLike === fileType) return "matches";
  if (resultTypes.includes(fileType)) return looksLike.startsWith(resultPrefix) ? "matches" : "differs";
  const types = accepted.get(fileType);
  if (types === undefined) return "unknown";
  return types.includes(looksLike) ? "matches" : "differs";
}

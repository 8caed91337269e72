import type { DocumentCheckResult } from "@osigu-preauth/shared";

/** The classifier's answer when it cannot tell. */
const unknownType = "UNKNOWN";

/**
 * Which of the classifier's types each `file_type` of ARC may be. The vendor documents no link between the two
 * (assumed): `PM` is a medical order, `SADT` the Brazilian form for examinations, `OPME` the one for implants.
 */
const acceptedTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ["MEDICAL_INDICATION", ["PM", "SADT", "OPME"]],
  ["PRESCRIPTION", ["PM"]],
  ["LAB_ORDER", ["SADT", "PM"]],
  ["PROCEDURE", ["SADT", "OPME", "PM"]],
  ["REFERRAL", ["PM", "SADT"]],
]);

/** Prefix of the classifier's types for results of examinations. */
const resultPrefix = "EXAM_";
const resultFileTypes = ["LAB_RESULT", "IMAGE_REPORT"];

/** Whether a document of the classifier's type `looksLike` is what was uploaded as `fileType`. */
export function compareTypes(fileType: string, looksLike: string): DocumentCheckResult {
  if (looksLike === unknownType) return "unknown";
  if (looksLike === fileType) return "matches";
  if (resultFileTypes.includes(fileType)) return looksLike.startsWith(resultPrefix) ? "matches" : "differs";
  const accepted = acceptedTypes.get(fileType);
  if (accepted === undefined) return "unknown";
  return accepted.includes(looksLike) ? "matches" : "differs";
}

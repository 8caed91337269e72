import { z } from "zod";
import {
  isRecord,
  listOf,
  opaqueId,
  optionalBoolean,
  optionalNumber,
  optionalTexts,
} from "./lenient-schemas.ts";

/** Media types that are accepted where the sponsor names none. The vendor documents no limits for ARC files (assumed). */
export const defaultMimeTypes = ["application/pdf", "image/jpeg", "image/png"];

const optionalCount = optionalNumber
  .transform((value) => (value !== undefined && value > 0 ? value : undefined))
  .pipe(z.number().optional());

/** A document that the sponsor accepts or requires. Operation `getAuthorizationDocumentPolicy`; the shape is assumed. */
export const documentRule = z.preprocess(
  (value) => {
    if (!isRecord(value)) return value;
    const fileType = value.file_type ?? value.slug ?? value.document_type_slug;
    return { ...value, file_type: fileType, label: value.label ?? value.fallback_name ?? fileType };
  },
  z.object({
    file_type: opaqueId,
    label: opaqueId,
    required: optionalBoolean.transform((value) => value ?? true).pipe(z.boolean()),
    mime_types: optionalTexts
      .transform((types) => (types?.length ? types : defaultMimeTypes))
      .pipe(z.array(z.string())),
    /** Bytes; where absent, only the BFF's `MAX_UPLOAD_BYTES` limits it. */
    max_size_bytes: optionalCount,
    max_files: optionalCount,
  }),
);
export type DocumentRule = z.infer<typeof documentRule>;

export const documentPolicy = listOf(documentRule);
export type DocumentPolicy = z.infer<typeof documentPolicy>;

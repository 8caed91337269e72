import { z } from "zod";
import { isRecord, listOf, opaqueId, optionalTexts } from "./lenient-schemas.ts";

/** Media types that are accepted where the sponsor names none. The vendor documents no limits for ARC files (assumed). */
export const defaultMimeTypes = ["application/pdf", "image/jpeg", "image/png"];

const optionalCount = z.number().positive().nullish().catch(undefined);

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
    required: z
      .boolean()
      .nullish()
      .transform((value) => value ?? true),
    mime_types: optionalTexts.transform((types) => (types?.length ? types : defaultMimeTypes)),
    /** Bytes; where absent, only the BFF's `MAX_UPLOAD_BYTES` limits it. */
    max_size_bytes: optionalCount.transform((value) => value ?? undefined),
    max_files: optionalCount.transform((value) => value ?? undefined),
  }),
);
export type DocumentRule = z.infer<typeof documentRule>;

export const documentPolicy = listOf(documentRule);
export type DocumentPolicy = z.infer<typeof documentPolicy>;

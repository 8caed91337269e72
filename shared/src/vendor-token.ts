import { z } from "zod";
import { optionalText } from "./lenient-schemas.ts";

/**
 * Reply of the vendor's token endpoint, in both profiles: an RS256 JWT for an hour (ARC), an opaque token for a
 * day with `extensions` (DVS, general API). The token is never parsed to decide anything: `expires_in` is.
 */
export const vendorToken = z.object({
  access_token: z.string().min(1),
  token_type: z.string().optional(),
  /** Seconds. */
  expires_in: z.coerce.number().positive(),
  scope: optionalText.catch(undefined),
  /** DVS: "OSIGU may add more tenant-scoped metadata fields over time." Never a reason to refuse a token. */
  extensions: z
    .looseObject({ provider_slug: optionalText.catch(undefined) })
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined),
});
export type VendorToken = z.infer<typeof vendorToken>;

/** Reply of the BFF's own `POST /v1/oauth/token`: a session token for one user of one host. */
export type SessionTokenReply = {
  access_token: string;
  token_type: "bearer";
  expires_in: number;
  scope: string;
};

import type { SessionTokenReply } from "@osigu-preauth/shared";
import { z } from "zod";
import { tokenStates } from "../osigu/token/token-cache.ts";
import type { OAuthErrorCode } from "../session/oauth-error.ts";
import { tokenRequest } from "../session/token-request.ts";

/**
 * An id or slug in a path, decoded: characters that need no encoding in a path, and no dot segment. Whatever else a
 * parameter decodes to (a slash, NUL, a broken escape) is no id of ours, and does not reach the vendor in any disguise.
 */
export const pathId = z
  .string()
  .regex(/^[A-Za-z0-9._~:@!$&'()*+,;=-]{1,200}$/)
  // Dots alone, or before a semicolon, lead one server or another upwards.
  .refine((value) => !/^\.+(;|$)/.test(value));

export const sponsorParams = z.object({ sponsor_slug: pathId });

/** An authorization request, and the rule that the session's owner made it. */
export const requestParams = z.object({ id: pathId });
type RequestInput = { params: z.infer<typeof requestParams> };
export const ownRequest = {
  owns: ({ params }: RequestInput) => ({ kind: "request" as const, id: params.id }),
};

/** Names of product types may grow; what cannot be a name is refused. */
export const productTypeText = z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/);

/** A page of a catalogue, by search text. Numbers are serialized anew, so that one page has one address. */
export const catalogueQuery = {
  query: z.string().trim().max(200).optional(),
  page: z.coerce.number().int().min(0).max(10_000).optional(),
  size: z.coerce.number().int().min(1).max(100).optional(),
};

/** The parameters of a token request, each of which may be in the query or in the body. */
export const tokenParameters = tokenRequest.partial();

/** Reply of the token endpoint. */
export const sessionTokenReply = z.object({
  access_token: z.string(),
  token_type: z.literal("bearer"),
  /** Seconds. */
  expires_in: z.number(),
  scope: z.string(),
}) satisfies z.ZodType<SessionTokenReply>;

/** An error of the token endpoint. RFC 6749, section 5.2. */
export const oauthError = z.object({
  error: z.enum(["invalid_request", "invalid_client", "unsupported_grant_type", "temporarily_unavailable"]),
  error_description: z.string(),
}) satisfies z.ZodType<{ error: OAuthErrorCode }>;

/** Base64 of 32 bytes. */
export const resumeKey = z.object({ key: z.string() });

/** Reply of `/readyz`. */
export const readinessReply = z.object({
  status: z.enum(["ready", "not ready"]),
  checks: z.object({
    process: z.enum(["up", "draining"]),
    vendor_token: z.enum(tokenStates),
    redis: z.enum(["ok", "unavailable", "none"]),
    widget: z.enum(["ok", "missing"]),
  }),
  /** What an operator changes. */
  advice: z.string().optional(),
  build: z.object({ version: z.string(), revision: z.string() }),
});

/** The parts of a multipart upload, in any order. */
export const multipartUpload = z.object({
  file: z.file(),
  file_type: z.string().min(1).max(100),
});

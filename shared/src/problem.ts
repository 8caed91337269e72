import { z } from "zod";

/**
 * The closed list of errors between browser and vendor. `status`: HTTP status of the answer. `title`: a constant
 * sentence. `retryable`: whether the same call may succeed later.
 */
export const problems = {
  invalid_request: { status: 400, retryable: false, title: "The request is malformed." },
  unauthenticated: {
    status: 401,
    retryable: false,
    title: "The session token is missing, invalid or expired.",
  },
  origin_not_allowed: { status: 403, retryable: false, title: "This origin is not registered for the host." },
  not_permitted: { status: 403, retryable: false, title: "The session does not permit this call." },
  sponsor_not_affiliated: {
    status: 403,
    retryable: false,
    title: "The provider is not affiliated with this sponsor.",
  },
  not_found: { status: 404, retryable: false, title: "No such resource." },
  beneficiary_not_found: {
    status: 404,
    retryable: false,
    title: "The beneficiary is not in the sponsor's directory, or not covered.",
  },
  method_not_allowed: {
    status: 405,
    retryable: false,
    title: "The method is not allowed for this resource.",
  },
  body_timeout: { status: 408, retryable: true, title: "The request body did not arrive in time." },
  body_too_large: { status: 413, retryable: false, title: "The request body is too large." },
  file_too_large: { status: 413, retryable: false, title: "The file is larger than allowed." },
  unsupported_media_type: {
    status: 415,
    retryable: false,
    title: "The media type is not accepted for this resource.",
  },
  file_type_not_allowed: { status: 415, retryable: false, title: "Files of this type are not accepted." },
  file_empty: { status: 422, retryable: false, title: "The file is empty." },
  file_unsafe: { status: 422, retryable: false, title: "The document has active content." },
  upload_incomplete: {
    status: 400,
    retryable: true,
    title: "The upload ended before the file was complete.",
  },
  validation_failed: {
    status: 422,
    retryable: false,
    title: "Some fields are missing or not valid.",
  },
  product_not_registered: {
    status: 422,
    retryable: false,
    title: "A product is not registered for this provider.",
  },
  document_missing: { status: 422, retryable: false, title: "A required document is missing." },
  otp_required: { status: 422, retryable: false, title: "The sponsor requires a one-time code." },
  otp_invalid: { status: 422, retryable: false, title: "The one-time code is wrong." },
  otp_expired: { status: 422, retryable: false, title: "The one-time code has expired." },
  otp_attempts_exceeded: { status: 422, retryable: false, title: "Too many wrong one-time codes." },
  idempotency_mismatch: {
    status: 422,
    retryable: false,
    title: "The Idempotency-Key was used with another request.",
  },
  rate_limited: { status: 429, retryable: true, title: "Too many requests." },
  headers_too_large: { status: 431, retryable: false, title: "The request headers are too large." },
  internal_error: { status: 500, retryable: true, title: "Internal server error." },
  upstream_refused: { status: 502, retryable: false, title: "The insurers' network refused the call." },
  upstream_invalid: {
    status: 502,
    retryable: true,
    title: "The insurers' network returned an unreadable answer.",
  },
  outcome_unknown: {
    status: 502,
    retryable: false,
    title: "It is unknown whether the call was executed.",
  },
  upload_interrupted: {
    status: 502,
    retryable: true,
    title: "The upload was interrupted; send it again.",
  },
  upstream_unavailable: { status: 503, retryable: true, title: "The insurers' network is unavailable." },
  overloaded: { status: 503, retryable: true, title: "The server is overloaded." },
  upstream_timeout: { status: 504, retryable: true, title: "The insurers' network did not answer in time." },
} as const satisfies Record<string, { status: number; retryable: boolean; title: string }>;

/** The closed list of problem codes. The widget has a sentence for each in each language. */
export type ProblemCode = keyof typeof problems;

/** An error of one field. `path` is the sender's own: `products.0.quantity`. */
export const fieldError = z.object({ path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldError>;

/** Body of every error answer, `application/problem+json` (RFC 9457). */
export const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
  retryable: z.boolean(),
  request_id: z.string(),
  errors: z.array(fieldError).optional(),
});
export type ProblemDetails = z.infer<typeof problemDetails>;

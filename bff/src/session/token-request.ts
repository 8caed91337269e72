import { z } from "zod";
import { OAuthError } from "./oauth-error.ts";

/** Several values, separated by blanks or commas; undefined when there are none. */
const list = z
  .string()
  .max(2_000)
  .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""))
  .transform((parts) => (parts.length === 0 ? undefined : parts));

/**
 * What languages write for a value that is absent or no text. It is a mistake in the host, which would make one user of
 * all whom it names so.
 */
const absentValue = /^\s*(?:undefined|null|NaN|None|\[object .*\]|)\s*$/;
const isPresent = (value: string) => !absentValue.test(value);

/** A host's own opaque name for a user or a group. */
const opaqueName = z
  .string()
  .regex(/^[\x20-\x7e]{1,200}$/)
  .refine(isPresent);

/** A host's own case number: at most 100 characters, none of them a control character. */
export const caseReference = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]{1,100}$/u)
  .refine(isPresent);

export const tokenRequest = z.object({
  grant_type: z.string(),
  subject: opaqueName.optional(),
  group: opaqueName.optional(),
  reference: caseReference.optional(),
  origin: z.string().max(300).optional(),
  sponsor_slug: list.optional(),
  product_type: list.optional(),
  beneficiary_id: z.string().min(1).max(200).refine(isPresent).optional(),
});

/** What a host asks a token for. */
export type TokenRequest = z.output<typeof tokenRequest>;

/** Reads the parameters of a token request. Throws `OAuthError`. */
export function readTokenRequest(parameters: Readonly<Record<string, unknown>>): TokenRequest {
  const result = tokenRequest.safeParse(parameters);
  if (!result.success) {
    const name = String(result.error.issues[0]?.path[0] ?? "grant_type");
    throw new OAuthError(400, "invalid_request", `The parameter ${name} is missing or not valid.`);
  }
  if (result.data.grant_type !== "client_credentials") {
    throw new OAuthError(400, "unsupported_grant_type", "The grant_type must be client_credentials.");
  }
  return result.data;
}

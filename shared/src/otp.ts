import { z } from "zod";
import { readInstant } from "./instant.ts";
import { isRecord, opaqueId, openEnum, optionally, optionalNumber, optionalText } from "./lenient-schemas.ts";

/** The fields that name the person to whom a code is sent. */
const recipientFields = ["beneficiary_id", "sponsor_slug"] as const;

/**
 * Body of `POST /v1/otp/send`. A request alone is enough: the code goes to the person that it is for, whom its maker's
 * colleagues need not know.
 */
export const sendOtp = z
  .strictObject({
    beneficiary_id: opaqueId.optional(),
    sponsor_slug: z.string().min(1).max(200).optional(),
    channel: z.string().min(1).max(50).optional(),
    /** The BFF's own: the verification opens this request and no other. Without it, the first that it is used for. */
    authorization_request_id: opaqueId.optional(),
  })
  .superRefine((body, ctx) => {
    const missing = recipientFields.filter((name) => body[name] === undefined);
    if (missing.length === recipientFields.length && body.authorization_request_id !== undefined) return;
    for (const name of missing) ctx.addIssue({ code: "invalid_type", expected: "string", path: [name] });
  });
export type SendOtp = z.infer<typeof sendOtp>;

/** Where a one-time code went. Only the masked destination is ever shown. */
export const sentOtp = z.preprocess(
  (value) =>
    isRecord(value) && value.expires_at !== undefined && value.expires_in === undefined
      ? { ...value, expires_in: secondsUntil(String(value.expires_at)) }
      : value,
  z.object({
    otp_id: opaqueId,
    channel: optionally(openEnum("SMS", "EMAIL")),
    /** Seconds. */
    expires_in: optionalNumber.transform((value) => value ?? 300).pipe(z.number()),
    masked_destination: optionalText,
  }),
);
export type SentOtp = z.infer<typeof sentOtp>;

/** Body of `POST /v1/otp/validate`. */
export const validateOtp = z.strictObject({ otp_id: opaqueId, code: z.string().trim().min(1).max(20) });
export type ValidateOtp = z.infer<typeof validateOtp>;

/** Reply to a right code. The shape is assumed. */
export const validatedOtp = z.object({
  otp_verification_token: opaqueId,
  expires_in: optionalNumber,
});
export type ValidatedOtp = z.infer<typeof validatedOtp>;

/** The second documented path returns an instant instead of a duration. */
function secondsUntil(instant: string): number | undefined {
  const expiresAt = readInstant(instant);
  return expiresAt === undefined ? undefined : Math.max(0, Math.round((expiresAt - Date.now()) / 1000));
}

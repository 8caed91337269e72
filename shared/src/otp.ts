import { z } from "zod";
import { isRecord, opaqueId, openEnum, optionalText } from "./lenient-schemas.ts";

/** Body of `POST /v1/otp/send`. */
export const sendOtp = z.strictObject({
  beneficiary_id: opaqueId,
  sponsor_slug: z.string().min(1).max(200),
  channel: z.string().min(1).max(50).optional(),
  /** The BFF's own: the verification opens this request and no other. Without it, the first that it is used for. */
  authorization_request_id: opaqueId.optional(),
});
export type SendOtp = z.infer<typeof sendOtp>;

/** Where a one-time code went. Only the masked destination is ever shown. */
export const sentOtp = z.preprocess(
  (value) =>
    isRecord(value) && typeof value.expires_at === "string" && value.expires_in === undefined
      ? { ...value, expires_in: secondsUntil(value.expires_at) }
      : value,
  z.object({
    otp_id: opaqueId,
    channel: openEnum("SMS", "EMAIL")
      .nullish()
      .transform((value) => value ?? undefined),
    /** Seconds. */
    expires_in: z
      .number()
      .nullish()
      .transform((value) => value ?? 300),
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
  expires_in: z
    .number()
    .nullish()
    .transform((value) => value ?? undefined),
});
export type ValidatedOtp = z.infer<typeof validatedOtp>;

/** The second documented path returns an instant instead of a duration. */
function secondsUntil(instant: string): number | undefined {
  const left = Math.round((Date.parse(instant) - Date.now()) / 1000);
  return Number.isNaN(left) ? undefined : Math.max(0, left);
}

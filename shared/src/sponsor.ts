import { z } from "zod";
import {
  isRecord,
  listOf,
  opaqueId,
  openEnum,
  optionalBoolean,
  optionalText,
  readBoolean,
} from "./lenient-schemas.ts";

/** Product types. ARC, "Initiate a pre-authorization request". */
export const productType = openEnum("MEDICATION", "LAB", "IMAGING", "PROCEDURE");
export type ProductType = z.infer<typeof productType>;

/** An insurer that the provider is affiliated with. Operation `listSponsors`; the reply's shape is assumed. */
export const sponsor = z
  .object({ sponsor_slug: opaqueId, name: optionalText, product_types: listOf(productType).optional() })
  .transform(({ name, ...rest }) => ({ ...rest, name: name ?? rest.sponsor_slug }))
  .pipe(
    z.object({ sponsor_slug: z.string(), name: z.string(), product_types: z.array(productType).optional() }),
  );
export type Sponsor = z.infer<typeof sponsor>;

export const sponsorList = listOf(sponsor);

/**
 * Operations of other flows, by the vendor's own words for them: `startDispensation`, `createOutpatientCareClaim`. The
 * names of operations that require a one-time code are not documented: any other one concerns the request of an
 * authorization (assumed). Where that is wrong, the refused completion asks for the code.
 */
const otherFlow = /dispens|claim|settle|prescri|\behr|reimburs|refund|void|cancel|redeem/i;

/** Whether a one-time code is required: a boolean, or the list of operations that require one. */
function requiresOtp({ otp_required, otp_operations }: Record<string, unknown>): boolean {
  if (readBoolean(otp_required) === true) return true;
  const lists = [otp_required, otp_operations].filter(Array.isArray);
  return lists.flat().some((name) => typeof name === "string" && name !== "" && !otherFlow.test(name));
}

/**
 * A sponsor's rules for one product type: the single source of truth for mandatory fields, accepted
 * authorization types, one-time code, and whether it decides immediately. The path is documented, the shape assumed.
 */
const configurationFields = z.object({
  sponsor_slug: opaqueId.optional(),
  product_type: productType.optional(),
  required_fields: listOf(z.string()),
  authorization_types: listOf(openEnum("PRESCRIPTION", "MEDICAL_INDICATION", "LAB_ORDER", "PROCEDURE")),
  service_types: listOf(
    z
      .object({ code: opaqueId, label: optionalText })
      .transform(({ code, label }) => ({ code, label: label ?? code }))
      .pipe(z.object({ code: z.string(), label: z.string() })),
  ),
  otp_required: z.boolean(),
  biometric_required: optionalBoolean.transform(Boolean).pipe(z.boolean()),
  evaluation: z.preprocess((value) => value ?? "SYNC", openEnum("SYNC", "ASYNC")),
});
export const sponsorConfiguration = z.preprocess(
  (value) => (isRecord(value) ? { ...value, otp_required: requiresOtp(value) } : value),
  configurationFields,
);
export type SponsorConfiguration = z.infer<typeof sponsorConfiguration>;

import { z } from "zod";
import {
  isRecord,
  itemsOf,
  listOf,
  opaqueId,
  openEnum,
  optionally,
  optionalNumber,
  optionalText,
} from "./lenient-schemas.ts";
import { productType } from "./sponsor.ts";

const text = (most: number) => z.string().trim().min(1).max(most);

/** A requested product. */
export const requestedProduct = z.strictObject({
  product_code: text(100),
  product_type: text(50),
  quantity: z.number().positive().max(100_000),
  /** How it is taken, in words: "1 tablet every 8h for 10 days". */
  posology: text(1000).optional(),
});
export type RequestedProduct = z.infer<typeof requestedProduct>;

/**
 * Body of `POST /arc/v1/authorization-requests`. The first diagnosis goes into `diagnosis_code`; when there are
 * several, all of them go into `diagnoses` as well (the vendor's pages disagree on which).
 */
export const createAuthorizationRequest = z
  .object({
    beneficiary_id: opaqueId,
    sponsor_slug: text(200),
    diagnosis_code: text(20),
    diagnoses: z
      .array(z.strictObject({ coding_system: text(20), code: text(20) }))
      .min(1)
      .max(50)
      .optional(),
    products: z.array(requestedProduct).min(1).max(100),
    provider_branch_id: opaqueId.optional(),
    service_type_code: text(100).optional(),
    authorization_type: text(100).optional(),
    professional_license_number: text(100).optional(),
  })
  // Further fields that a sponsor's configuration requires, under the sponsor's own names.
  .catchall(text(2000));
export type CreateAuthorizationRequest = z.infer<typeof createAuthorizationRequest>;

/** `PENDING_INDICATION` → `COMPLETED`, or → `PENDING_SPONSOR` with a later decision. */
export const requestStatus = openEnum("PENDING_INDICATION", "PENDING_SPONSOR", "COMPLETED");
export type RequestStatus = z.infer<typeof requestStatus>;

/** Reply to the create, 202. */
export const createdAuthorizationRequest = z.object({
  authorization_request_id: opaqueId,
  status: requestStatus,
  created_at: optionalText,
});
export type CreatedAuthorizationRequest = z.infer<typeof createdAuthorizationRequest>;

/** Body of `POST …/complete`: empty, or the verification token of a one-time code (its place is assumed). */
export const completeAuthorizationRequest = z.strictObject({ otp_verification_token: text(4000).optional() });
export type CompleteAuthorizationRequest = z.infer<typeof completeAuthorizationRequest>;

/** The products of a decision. */
export const decidedProducts = listOf(
  z.object({
    product_code: opaqueId,
    quantity: optionalNumber,
  }),
);

/** One decision. A request gives one for each product group, and they can differ. */
export const authorization = z.preprocess(
  readSchemaAuthorization,
  z.object({
    /** Only an approved one has a code. */
    authorization_code: optionalText,
    authorization_id: optionalText,
    product_type: optionally(productType),
    status: openEnum("APPROVED", "REJECTED", "PENDING_SPONSOR"),
    /** The sponsor's own text; always shown to the user. */
    rejection_reason: optionalText,
    /** Instant, ISO 8601. */
    expires_at: optionalText,
    products: decidedProducts,
    /** Whether its code is being redeemed or was, and since when: an instant, ISO 8601. From webhooks alone. */
    redemption: z
      .object({ status: openEnum("STARTED", "COMPLETED"), at: z.string() })
      .optional()
      .catch(undefined),
  }),
);
export type Authorization = z.infer<typeof authorization>;

/**
 * Reply to the complete, and to a later read of the request. The guide's shape and that of the schema page are read:
 * `{ id, beneficiary_id, diagnoses, authorizations: [{ id, code, … }] }`, perhaps without a status.
 */
export const authorizationOutcome = z.preprocess(
  readSchemaRequest,
  z.object({
    authorization_request_id: opaqueId,
    status: requestStatus,
    authorizations: listOf(authorization),
  }),
);
export type AuthorizationOutcome = z.infer<typeof authorizationOutcome>;

function readSchemaRequest(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return {
    ...value,
    authorization_request_id: value.authorization_request_id ?? value.id,
    status: value.status ?? statusOf(value.authorizations),
  };
}

function readSchemaAuthorization(value: unknown): unknown {
  if (!isRecord(value)) return value;
  return {
    ...value,
    authorization_id: value.authorization_id ?? value.id,
    authorization_code: value.authorization_code ?? value.code,
    rejection_reason: value.rejection_reason ?? value.reason,
  };
}

/** The status of a request that comes without one: it follows from the authorizations. */
function statusOf(authorizations: unknown): RequestStatus {
  const items = itemsOf(authorizations);
  if (items.length === 0) return "PENDING_INDICATION";
  const isPending = items.some((one) => isRecord(one) && one.status === "PENDING_SPONSOR");
  return isPending ? "PENDING_SPONSOR" : "COMPLETED";
}

/** The fields of a create that every sponsor knows; any other has to be one of `required_fields`. */
export const knownCreateFields: readonly string[] = Object.keys(createAuthorizationRequest.shape);

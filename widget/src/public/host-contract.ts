/**
 * The messages that a host page receives, written out, so that the package's types need no other package. A test
 * compares them with `shared/`. Names are those of the wire format. Enumerations may have unknown values at any time.
 */

/** One of the known values, or a newer one. */
export type Open<Known extends string> = Known | (string & {});

/** The steps, in their order. */
export type StepName =
  | "search_beneficiary"
  | "select_products"
  | "capture_indication"
  | "review_and_submit"
  | "otp_challenge"
  | "outcome";

/** The current step. `index` starts at 0. */
export type StepChange = { name: StepName; index: number; total: number };

/** A product that the host page prefills. */
export type PrefilledProduct = { product_code: string; quantity: number; posology?: string | undefined };

/** The coverage of a person by a plan. `effective_until`: `YYYY-MM-DD`. */
export type Coverage = {
  plan_code: string | undefined;
  active: boolean;
  effective_until: string | undefined;
};

/** A person covered through the holder of the plan. */
export type Dependent = {
  beneficiary_id: string;
  first_name: string;
  last_name: string;
  coverage: Coverage;
  relationship: string | undefined;
};

/** A person in an insurer's directory. */
export type Beneficiary = Dependent & { dependents: Dependent[] | undefined };

/** A requested product. `posology` in words: "1 tablet every 8h for 10 days". */
export type RequestedProduct = {
  product_code: string;
  product_type: string;
  quantity: number;
  posology?: string | undefined;
};

/** The payload that creates a request. */
export type CreateAuthorizationRequest = {
  beneficiary_id: string;
  sponsor_slug: string;
  /** The ICD-10 code of the main diagnosis. */
  diagnosis_code: string;
  /** All diagnoses, where there are several. */
  diagnoses?: { coding_system: string; code: string }[] | undefined;
  products: RequestedProduct[];
  provider_branch_id?: string | undefined;
  service_type_code?: string | undefined;
  authorization_type?: string | undefined;
  professional_license_number?: string | undefined;
  /** Further fields that the insurer requires, as text. */
  [requirement: string]: unknown;
};

/** One decision. A request has one for each product group, and they can differ. */
export type Authorization = {
  /** Only for an approved authorization. */
  authorization_code: string | undefined;
  authorization_id: string | undefined;
  product_type: Open<"MEDICATION" | "LAB" | "IMAGING" | "PROCEDURE"> | undefined;
  status: Open<"APPROVED" | "REJECTED" | "PENDING_SPONSOR">;
  /** In the insurer's own words. */
  rejection_reason: string | undefined;
  /** An ISO 8601 instant. */
  expires_at: string | undefined;
  products: { product_code: string; quantity: number | undefined }[];
};

/** The outcome of a request: approved, rejected or pending. */
export type CompletedOutcome = {
  authorization_request_id: string;
  status: Open<"PENDING_INDICATION" | "PENDING_SPONSOR" | "COMPLETED">;
  authorizations: Authorization[];
  /** Milliseconds from the first screen to the outcome. */
  duration_ms: number;
  /** The host page's `telemetry.trackingId`. */
  telemetry_id?: string;
};

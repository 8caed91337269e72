/**
 * The messages that a host page sees, written out: the package's types stand alone, and a test holds them to the
 * contract between widget and server. Names are the wire's own. Unknown values of an enumeration may come at any time.
 */

/** One of the known words, or a newer one. */
export type Open<Known extends string> = Known | (string & {});

/** The steps, in their order. */
export type StepName =
  | "search_beneficiary"
  | "select_products"
  | "capture_indication"
  | "review_and_submit"
  | "otp_challenge"
  | "outcome";

/** The step that the person came to. `index` starts at 0. */
export type StepChange = { name: StepName; index: number; total: number };

/** A product as a host prefills it. */
export type PrefilledProduct = { product_code: string; quantity: number; posology?: string };

/** What a plan covers a person with, and until when (`YYYY-MM-DD`). */
export type Coverage = {
  plan_code: string | undefined;
  active: boolean;
  effective_until: string | undefined;
};

/** Somebody covered through the holder. */
export type Dependent = {
  beneficiary_id: string;
  first_name: string;
  last_name: string;
  coverage: Coverage;
  relationship: string | undefined;
};

/** A person in an insurer's directory. */
export type Beneficiary = Dependent & { dependents: Dependent[] | undefined };

/** A product as it is asked for. `posology` in words: "1 tablet every 8h for 10 days". */
export type RequestedProduct = {
  product_code: string;
  product_type: string;
  quantity: number;
  posology?: string | undefined;
};

/** The request as it is about to be created. */
export type CreateAuthorizationRequest = {
  beneficiary_id: string;
  sponsor_slug: string;
  /** ICD-10; the main one. */
  diagnosis_code: string;
  /** All of them, where there are several. */
  diagnoses?: { coding_system: string; code: string }[] | undefined;
  products: RequestedProduct[];
  provider_branch_id?: string | undefined;
  service_type_code?: string | undefined;
  authorization_type?: string | undefined;
  professional_license_number?: string | undefined;
  /** What an insurer requires beside, as text, under its own name for it. */
  [requirement: string]: unknown;
};

/** One decision. A request gives one for each product group, and they can differ. */
export type Authorization = {
  /** Only an approved one has a code. */
  authorization_code: string | undefined;
  authorization_id: string | undefined;
  product_type: Open<"MEDICATION" | "LAB" | "IMAGING" | "PROCEDURE"> | undefined;
  status: Open<"APPROVED" | "REJECTED" | "PENDING_SPONSOR">;
  /** The insurer's own words. */
  rejection_reason: string | undefined;
  /** Instant, ISO 8601. */
  expires_at: string | undefined;
  products: { product_code: string; quantity: number | undefined }[];
};

/** What the insurer answered: approved, rejected and pending alike. */
export type CompletedOutcome = {
  authorization_request_id: string;
  status: Open<"PENDING_INDICATION" | "PENDING_SPONSOR" | "COMPLETED">;
  authorizations: Authorization[];
  /** Milliseconds from the first screen to the answer. */
  duration_ms: number;
  /** The host's own `telemetry.trackingId`. */
  telemetry_id?: string;
};

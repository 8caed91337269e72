import type { PathStyle } from "../http/answer.ts";

/**
 * A sponsor, whole, as data: one file in `sponsors/` each. It is plain JSON, so that a test may invent one
 * and hand it over at run time as well.
 */
export type SponsorData = {
  slug: string;
  name: string;
  /** What this sponsor is there to try, in one sentence. */
  about: string;
  product_types: ProductType[];
  /** Where false, search and create are answered with 403. */
  affiliated?: boolean;
  /** The search forms as they go over the wire, in either of the two documented models. */
  forms: WireForm[];
  /** What stands where the array of forms is expected. */
  forms_shape?: "array" | "single" | "fields" | "wrapped";
  people: Person[];
  /** Rules for every product type; `configuration_for` overrides some for one. */
  configuration: Configuration;
  configuration_for?: Partial<Record<ProductType, Partial<Configuration>>>;
  documents: DocumentRule[];
  /** Complete without a required document: refused, or answered with the request where it was. */
  missing_document: "refuse" | "stay-pending";
  decision: Decision;
  otp?: OtpRules;
  /** How this sponsor's errors write the place of a field. */
  path_style?: PathStyle;
  /** Ids go out as JSON numbers; `int64` makes those of requests and authorizations larger than 2^53. */
  numeric_ids?: boolean | "int64";
  /**
   * How a request is written, as the answer to the completion and to a read: in the guide's shape where absent, or as
   * the vendor's schema page has it, there perhaps without its status.
   */
  outcome_shape?: "guide" | "schema" | "schema-without-status";
  /** Where false, `…/dependents` is answered with 404: the operation's address is assumed. */
  dependents_operation?: boolean;
  /** A create that this sponsor always answers so. */
  refuse_create?: { status: number; body: unknown };
  /** What to type to get somewhere. */
  try: TryCase[];
};

export type ProductType = "MEDICATION" | "LAB" | "IMAGING" | "PROCEDURE";

export type WireForm = {
  form_id?: string;
  label?: string;
  form_slug?: string;
  fallback_name?: string;
  sponsor_slug?: string;
  fields: WireField[];
  /** A form for reimbursements; no search is made with it. */
  reimbursement?: boolean;
  [more: string]: unknown;
};

/** A field of either model: `key` and `values` of the guide, `slug` and `options` of the schema. */
export type WireField = {
  key?: string;
  id?: string | number;
  slug?: string;
  type: string;
  label?: string;
  required?: boolean;
  values?: WireOption[];
  options?: WireOption[];
  show_order?: number;
  description?: string;
  placeholder?: string;
  group_name?: string;
  prefix?: string;
  suffix?: string;
  default_value?: string;
  decimal_precision?: number;
  min_length?: number;
  max_length?: number;
  pattern?: string;
  /** Documented as one comma-separated string. */
  mime_types?: string | string[];
  file_limit?: number;
  [more: string]: unknown;
};

export type WireOption = string | { value: string | number; label: string; [more: string]: unknown };

export type Person = {
  /** Form values that find this person; an empty map is found by anything that the form accepts. */
  match: Record<string, string | number | boolean>;
  beneficiary: WireBeneficiary;
  /** 404 for a covered-no-more person, as the vendor's guide says; else `coverage.active: false` is shown. */
  inactive_is_404?: boolean;
  /** What `…/dependents` answers; it may differ from what the search shows. */
  dependents?: WireDependent[];
};

export type WireBeneficiary = {
  beneficiary_id: string | number;
  first_name: string | null;
  last_name: string | null;
  coverage?: { plan_code: string; active: boolean; effective_until: string | null } | null;
  dependents?: WireDependent[];
  /** The other spelling: the vendor's pages say "dependants" and show no key. */
  dependants?: WireDependent[];
  [more: string]: unknown;
};

export type WireDependent = WireBeneficiary & { relationship: string };

export type Configuration = {
  /** Keys of the create's body that must be there. */
  required_fields: string[];
  authorization_types: string[];
  service_types?: { code: string; label: string }[];
  /** Whether a one-time code is required, or the list of operations that require one. */
  otp_required?: boolean | string[];
  /** The same list under the other key that may carry it. */
  otp_operations?: string[];
  biometric_required: boolean;
  /** What is announced; `decision.switches` may make the sponsor do otherwise. */
  evaluation: "SYNC" | "ASYNC";
};

export type DocumentRule = {
  file_type: string;
  label: string;
  required: boolean;
  mime_types?: string | string[];
  max_size_bytes?: number;
  max_files?: number;
  /** Asked for only with one of these; for all where absent. Not sent. */
  product_types?: ProductType[];
  /** Names the rule as the sister product does: `slug` and `fallback_name`. Not sent. */
  named_as_slug?: boolean;
};

export type Decision = {
  /** What makes one authorization. `product_type` where absent. */
  grouping?: "product_type" | "product" | "request";
  /** The first that fits decides a group; a group that none fits is approved. */
  rules: DecisionRule[];
  /** Every second complete is decided the other way round, at once or later. */
  switches?: boolean;
  /** What happens after the complete. Without it an asynchronous sponsor never answers. */
  later?: LaterStep[];
};

export type DecisionRule = {
  product_types?: ProductType[];
  product_codes?: string[];
  status: string;
  rejection_reason?: string;
  /** Days until an approval ends; 30 where absent. */
  valid_days?: number;
};

export type LaterStep = {
  /** Seconds after the complete. */
  after: number;
  /** Decide what is undecided; tell again what was decided; change or cancel what was approved. */
  do: "decide" | "announce" | "update" | "void";
  /** Only the groups of this type. */
  product_type?: ProductType;
  /** Why it was voided. */
  reason?: string;
  /** What an update changes in the authorization. */
  changes?: { expires_in_days?: number; additional_data?: Record<string, unknown> };
  /** How the event travels. */
  delivery?: { repeat?: number; delay?: number };
};

export type OtpRules = {
  channels: ("SMS" | "EMAIL")[];
  /** Seconds that a code holds. */
  expires_in: number;
  /** Wrong codes until it holds no more. */
  attempts: number;
  /** Codes sent to one person in ten minutes. */
  sends: number;
  masked: Partial<Record<"SMS" | "EMAIL", string>>;
  /** How a wrong code is refused: with 422 and a code, or as documented, with 401 and `errors` per field. */
  refusal?: "code" | "fields";
  /** The configuration says nothing of a code; the completion asks for one all the same. */
  demanded_at_completion?: boolean;
};

/** Values that lead somewhere, for a person at the playground and for tests. */
export type TryCase = {
  /** Where it leads: "Approved at once". */
  title: string;
  /** The form to use, where there are several: its `form_id` or `form_slug`. */
  form?: string;
  /** What to fill the search form with. */
  search: Record<string, string | number | boolean>;
  /** Name of the person to pick among holder and dependents. */
  person?: string;
  product_type?: ProductType;
  products?: { product_code: string; product_type: ProductType; quantity: number; posology?: string }[];
  diagnosis_code?: string;
  /** Further fields of the create. */
  fields?: Record<string, string>;
  /** `file_type`s to attach. */
  documents?: string[];
  otp_code?: string;
  expect: Expectation;
};

export type Expectation =
  | { at: "search"; status: 403 | 404 | 422 | "inactive" }
  | { at: "create"; status: number; code?: string }
  | { at: "otp"; code: string }
  | { at: "outcome"; status?: string; authorizations: { product_type: string; status: string }[] }
  | { at: "later"; events: string[] };

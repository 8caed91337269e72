import type {
  Authorization,
  AuthorizationOutcome,
  Beneficiary,
  Diagnosis,
  DocumentRule,
  Product,
  RequestSummary,
  SearchForm,
  Sponsor,
  SponsorConfiguration,
} from "@osigu-preauth/shared";
import type { FileEntry, ProductLine } from "../flow/state.ts";

/** Fixtures in the shapes of the contract. The data is invented. Each call returns a new copy. */

export const sponsors: Sponsor[] = [
  { sponsor_slug: "sponsor-norte", name: "Seguros Norte", product_types: ["MEDICATION"] },
  { sponsor_slug: "sponsor-sul", name: "Seguros Sul", product_types: ["MEDICATION", "LAB"] },
];

type FormField = SearchForm["fields"][number];

/** A field of a search form: a required text field by default. */
export const searchField = (field: Partial<FormField> & { key: string }): FormField =>
  ({ label: field.key, type: "TEXT", required: true, options: [], ...field }) as FormField;

export const forms = (): SearchForm[] => [
  {
    form_id: "by-document",
    label: "By document",
    fields: [
      searchField({
        key: "document_type",
        label: "Document type",
        type: "SELECT",
        options: [
          { value: "CC", label: "Citizen card" },
          { value: "CE", label: "Foreigner card" },
          { value: "TI", label: "Minor's card" },
          { value: "PA", label: "Passport" },
        ],
      }),
      searchField({ key: "document_number", label: "Document number", description: "As on the card" }),
    ],
  } as SearchForm,
];

export const beneficiary = (change: Partial<Beneficiary> = {}): Beneficiary => ({
  beneficiary_id: "ben-1",
  first_name: "MARIA",
  last_name: "GONZALEZ",
  coverage: { plan_code: "PLAN-GOLD", active: true, effective_until: "2031-01-31" },
  relationship: undefined,
  dependents: undefined,
  ...change,
});

export const configuration = (change: Partial<SponsorConfiguration> = {}): SponsorConfiguration =>
  ({
    sponsor_slug: "sponsor-norte",
    product_type: "MEDICATION",
    required_fields: [],
    authorization_types: ["PRESCRIPTION"],
    service_types: [],
    otp_required: false,
    biometric_required: false,
    evaluation: "SYNC",
    ...change,
  }) as SponsorConfiguration;

export const product = (change: Partial<Product> = {}): Product =>
  ({
    product_code: "MED-1",
    product_type: "MEDICATION",
    name: "Analgil",
    presentation: "500 mg · 20 tablets",
    ...change,
  }) as Product;

export const line = (id = "line-1", change: Partial<ProductLine> = {}): ProductLine => ({
  id,
  product: product(),
  quantity: 30,
  posology: "1 tablet every 8h for 10 days",
  ...change,
});

export const diagnosis = (code = "R51", name = "Headache"): Diagnosis => ({
  coding_system: "ICD-10",
  code,
  name,
});

export const rule = (change: Partial<DocumentRule> = {}): DocumentRule => ({
  file_type: "MEDICAL_INDICATION",
  label: "Medical indication",
  required: true,
  mime_types: ["application/pdf", "image/jpeg", "image/png"],
  max_size_bytes: 1_000_000,
  max_files: 2,
  ...change,
});

export const file = (id = "file-1", change: Partial<FileEntry> = {}): FileEntry => ({
  id,
  fileType: "MEDICAL_INDICATION",
  name: `${id}.pdf`,
  size: 1000,
  mimeType: "application/pdf",
  state: "waiting",
  sentBytes: 0,
  ...change,
});

/** A decision that rejects medication, without naming products. */
export const rejection = (change: Partial<Authorization> = {}): Authorization =>
  ({
    product_type: "MEDICATION",
    status: "REJECTED",
    rejection_reason: "Not covered by this plan.",
    products: [],
    ...change,
  }) as Authorization;

export const outcome = (change: Partial<AuthorizationOutcome> = {}): AuthorizationOutcome =>
  ({
    authorization_request_id: "req-1",
    status: "COMPLETED",
    authorizations: [
      {
        authorization_code: "AUT-2048-77",
        product_type: "MEDICATION",
        status: "APPROVED",
        expires_at: "2031-02-01T00:00:00Z",
        products: [{ product_code: "MED-1", quantity: 30 }],
      },
    ],
    ...change,
  }) as AuthorizationOutcome;

/** What a request of the session's own user was made with. */
export const summary = (change: Partial<RequestSummary> = {}): RequestSummary => ({
  authorization_request_id: "req-1",
  sponsor_slug: "sponsor-norte",
  beneficiary_id: "ben-1",
  beneficiary_name: "MARIA GONZALEZ",
  diagnoses: ["R51"],
  products: [{ product_code: "MED-1", quantity: 30, posology: "1 tablet every 8h for 10 days" }],
  ...change,
});

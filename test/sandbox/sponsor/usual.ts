import type { Configuration, DocumentRule, SponsorData, TryCase, WireForm } from "./sponsor-data.ts";

/** What most sponsors have in common, so that a sponsor's file tells only what it is there for. */

export const usualForm: WireForm = {
  form_id: "by-document",
  label: "Identity document",
  fields: [
    {
      key: "document_type",
      label: "Document type",
      type: "enum",
      values: ["CC", "CE", "TI", "PA"],
      required: true,
    },
    { key: "document_number", label: "Document number", type: "string", required: true },
  ],
};

export const usualConfiguration: Configuration = {
  required_fields: [],
  authorization_types: ["PRESCRIPTION", "MEDICAL_INDICATION", "LAB_ORDER", "PROCEDURE"],
  otp_required: false,
  biometric_required: false,
  evaluation: "SYNC",
};

export const medicalIndication: DocumentRule = {
  file_type: "MEDICAL_INDICATION",
  label: "Medical indication",
  required: true,
};

/** Found by document, all four product types, one document, approved at once. */
export const usual = {
  product_types: ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"],
  forms: [usualForm],
  configuration: usualConfiguration,
  documents: [medicalIndication],
  missing_document: "refuse",
  decision: { rules: [] },
} satisfies Partial<SponsorData>;

/** A medication for a headache, with its document. */
export const usualRequest = {
  product_type: "MEDICATION",
  products: [
    {
      product_code: "MED-042",
      product_type: "MEDICATION",
      quantity: 30,
      posology: "1 tablet every 8h for 10 days",
    },
  ],
  diagnosis_code: "R51",
  documents: ["MEDICAL_INDICATION"],
} satisfies Partial<TryCase>;

export const approvedAtOnce = {
  at: "outcome",
  status: "COMPLETED",
  authorizations: [{ product_type: "MEDICATION", status: "APPROVED" }],
} satisfies TryCase["expect"];

export const decidedLater = {
  at: "outcome",
  status: "PENDING_SPONSOR",
  authorizations: [{ product_type: "MEDICATION", status: "PENDING_SPONSOR" }],
} satisfies TryCase["expect"];

import type { SponsorData } from "../sponsor/sponsor-data.ts";

export default {
  slug: "sponsor-rejects",
  name: "Strict Mutual",
  about: "Rejects everything at once, with a reason.",
  product_types: ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"],
  forms: [
    {
      form_id: "by-document",
      label: "Identity document",
      fields: [
        { key: "document_type", label: "Document type", type: "enum", values: ["CC", "CE"], required: true },
        { key: "document_number", label: "Document number", type: "string", required: true },
      ],
    },
  ],
  people: [
    {
      match: { document_type: "CC", document_number: "200300400" },
      beneficiary: {
        beneficiary_id: "bnf_REJECTS0000000000000000001",
        first_name: "CARLOS",
        last_name: "ORTEGA",
        coverage: { plan_code: "BASIC-10", active: true, effective_until: "2027-03-31" },
      },
    },
  ],
  configuration: {
    required_fields: [],
    authorization_types: ["PRESCRIPTION"],
    otp_required: false,
    biometric_required: false,
    evaluation: "SYNC",
  },
  documents: [{ file_type: "MEDICAL_INDICATION", label: "Medical indication", required: true }],
  missing_document: "refuse",
  decision: {
    rules: [
      {
        status: "REJECTED",
        rejection_reason: "The diagnosis is not covered by plan BASIC-10 in its first year.",
      },
    ],
  },
  try: [
    {
      title: "Rejected, with a reason",
      search: { document_type: "CC", document_number: "200300400" },
      product_type: "MEDICATION",
      products: [{ product_code: "MED-046", product_type: "MEDICATION", quantity: 20 }],
      diagnosis_code: "M54.5",
      documents: ["MEDICAL_INDICATION"],
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [{ product_type: "MEDICATION", status: "REJECTED" }],
      },
    },
  ],
} satisfies SponsorData;

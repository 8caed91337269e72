import type { SponsorData } from "../sponsor/sponsor-data.ts";

export default {
  slug: "sponsor-sandbox",
  name: "Sandbox Insurance",
  about: "The quickstart's own: found by document, one required document, approved at once.",
  product_types: ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"],
  forms: [
    {
      form_id: "by-document",
      label: "Identity document",
      fields: [
        {
          key: "document_type",
          label: "Document type",
          type: "enum",
          values: ["CC", "CE", "TI", "PA", "RC", "PPT"],
          required: true,
        },
        { key: "document_number", label: "Document number", type: "string", required: true },
      ],
    },
  ],
  people: [
    {
      match: { document_type: "CC", document_number: "123456789" },
      beneficiary: {
        beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8I9O",
        first_name: "MARIA",
        last_name: "GONZALEZ",
        coverage: { plan_code: "GOLD-100", active: true, effective_until: "2027-01-31" },
      },
    },
    {
      match: { document_type: "CE", document_number: "700800900" },
      beneficiary: {
        beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8J0P",
        first_name: "JOSÉ ÁNGEL",
        last_name: "PEÑA MUÑOZ",
        coverage: { plan_code: "SILVER-20", active: true, effective_until: "2027-06-30" },
      },
    },
    {
      match: { document_type: "CC", document_number: "555000111" },
      beneficiary: {
        beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8K1Q",
        first_name: "LUCIA",
        last_name: "FERNANDEZ",
        coverage: { plan_code: "GOLD-100", active: false, effective_until: "2025-12-31" },
      },
    },
    {
      match: { document_type: "CC", document_number: "555000222" },
      beneficiary: {
        beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8L2R",
        first_name: "PEDRO",
        last_name: "RAMIREZ",
        coverage: { plan_code: "GOLD-100", active: false, effective_until: "2025-06-30" },
      },
      inactive_is_404: true,
    },
  ],
  configuration: {
    required_fields: [],
    authorization_types: ["PRESCRIPTION", "MEDICAL_INDICATION", "LAB_ORDER", "PROCEDURE"],
    otp_required: false,
    biometric_required: false,
    evaluation: "SYNC",
  },
  documents: [{ file_type: "MEDICAL_INDICATION", label: "Medical indication", required: true }],
  missing_document: "refuse",
  decision: { rules: [] },
  try: [
    {
      title: "Approved at once",
      search: { document_type: "CC", document_number: "123456789" },
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
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [{ product_type: "MEDICATION", status: "APPROVED" }],
      },
    },
    {
      title: "Not in the directory",
      search: { document_type: "CC", document_number: "999999999" },
      expect: { at: "search", status: 404 },
    },
    {
      title: "Coverage ended, and the answer says so",
      search: { document_type: "CC", document_number: "555000111" },
      expect: { at: "search", status: "inactive" },
    },
    {
      title: "Coverage ended, answered as not found",
      search: { document_type: "CC", document_number: "555000222" },
      expect: { at: "search", status: 404 },
    },
    {
      title: "A product that the provider is not registered for",
      search: { document_type: "CC", document_number: "123456789" },
      product_type: "MEDICATION",
      products: [{ product_code: "MED-120", product_type: "MEDICATION", quantity: 1 }],
      diagnosis_code: "C50.9",
      expect: { at: "create", status: 422, code: "071-104" },
    },
  ],
} satisfies SponsorData;

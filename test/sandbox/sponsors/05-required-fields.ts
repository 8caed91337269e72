import type { SponsorData } from "../sponsor/sponsor-data.ts";

export default {
  slug: "sponsor-required-fields",
  name: "Paperwork Provident",
  about: "Asks for the licence number, the service type and the authorization type with every request.",
  product_types: ["MEDICATION", "PROCEDURE"],
  forms: [
    {
      form_id: "by-document",
      label: "Identity document",
      fields: [{ key: "document_number", label: "Document number", type: "string", required: true }],
    },
  ],
  people: [
    {
      match: { document_number: "300400500" },
      beneficiary: {
        beneficiary_id: "bnf_REQUIRED0000000000000000001",
        first_name: "SOFIA",
        last_name: "MENDEZ",
        coverage: { plan_code: "PLUS-30", active: true, effective_until: "2027-09-30" },
      },
    },
  ],
  configuration: {
    required_fields: ["professional_license_number", "service_type_code", "authorization_type"],
    authorization_types: ["PRESCRIPTION", "MEDICAL_INDICATION"],
    service_types: [
      { code: "AMB", label: "Ambulatory" },
      { code: "HOSP", label: "Hospital" },
      { code: "EMER", label: "Emergency" },
    ],
    otp_required: false,
    biometric_required: false,
    evaluation: "SYNC",
  },
  configuration_for: { PROCEDURE: { authorization_types: ["PROCEDURE"] } },
  documents: [{ file_type: "MEDICAL_INDICATION", label: "Medical indication", required: true }],
  missing_document: "refuse",
  decision: { rules: [] },
  try: [
    {
      title: "Approved, once every field is filled in",
      search: { document_number: "300400500" },
      product_type: "MEDICATION",
      products: [{ product_code: "MED-031", product_type: "MEDICATION", quantity: 30 }],
      diagnosis_code: "I10",
      fields: {
        professional_license_number: "RM-12345",
        service_type_code: "AMB",
        authorization_type: "PRESCRIPTION",
      },
      documents: ["MEDICAL_INDICATION"],
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [{ product_type: "MEDICATION", status: "APPROVED" }],
      },
    },
  ],
} satisfies SponsorData;

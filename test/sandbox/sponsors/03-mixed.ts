import type { SponsorData } from "../sponsor/sponsor-data.ts";

export default {
  slug: "sponsor-mixed",
  name: "Half and Half Health",
  about: "Approves medication and rejects the rest, one authorization for each product type.",
  product_types: ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"],
  forms: [
    {
      form_id: "by-member",
      label: "Member number",
      fields: [
        { key: "member_id", label: "Member number", type: "string", required: true },
        { key: "birthdate", label: "Date of birth", type: "date", required: true },
      ],
    },
  ],
  people: [
    {
      match: { member_id: "HH-1002", birthdate: "1985-04-12" },
      beneficiary: {
        beneficiary_id: "bnf_MIXED000000000000000000001",
        first_name: "ANA",
        last_name: "TORRES",
        coverage: { plan_code: "FLEX-50", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  configuration: {
    required_fields: [],
    authorization_types: ["PRESCRIPTION", "LAB_ORDER"],
    otp_required: false,
    biometric_required: false,
    evaluation: "SYNC",
  },
  documents: [{ file_type: "MEDICAL_INDICATION", label: "Medical indication", required: true }],
  missing_document: "refuse",
  decision: {
    rules: [
      { product_types: ["MEDICATION"], status: "APPROVED", valid_days: 15 },
      { status: "REJECTED", rejection_reason: "Only medication is covered without a second opinion." },
    ],
  },
  try: [
    {
      title: "Medication approved, laboratory rejected",
      search: { member_id: "HH-1002", birthdate: "1985-04-12" },
      products: [
        { product_code: "MED-064", product_type: "MEDICATION", quantity: 60, posology: "1 tablet every 12h" },
        { product_code: "LAB-008", product_type: "LAB", quantity: 1 },
      ],
      diagnosis_code: "E11.9",
      documents: ["MEDICAL_INDICATION"],
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [
          { product_type: "MEDICATION", status: "APPROVED" },
          { product_type: "LAB", status: "REJECTED" },
        ],
      },
    },
  ],
} satisfies SponsorData;

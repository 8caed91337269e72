import type { SponsorData } from "../sponsor/sponsor-data.ts";

export default {
  slug: "sponsor-schema-form",
  name: "Schema Seguros",
  about: "Its search form comes in the schema model: sections, order, groups, options with labels.",
  product_types: ["MEDICATION", "LAB", "IMAGING", "PROCEDURE"],
  forms: [
    {
      form_slug: "member-search",
      fallback_name: "Member search",
      sponsor_slug: "sponsor-schema-form",
      fields: [
        { id: 3, slug: "policy_number", type: "TEXT", label: "Policy number", show_order: 3, required: true },
        { id: 1, slug: "who", type: "SECTION_TITLE", label: "The member", show_order: 1, required: false },
        {
          id: 2,
          slug: "id_kind",
          type: "SELECT",
          label: "Kind of document",
          show_order: 2,
          required: true,
          options: [
            { value: "DUI", label: "National identity card" },
            { value: "PAS", label: "Passport" },
          ],
        },
        {
          id: 4,
          slug: "birth_date",
          type: "DATE",
          label: "Date of birth",
          show_order: 4,
          required: true,
          description: "As it stands on the document",
        },
        { id: 5, slug: "phone", type: "PHONE", label: "Telephone", show_order: 5, required: false },
      ],
    },
  ],
  people: [
    {
      match: { id_kind: "DUI", policy_number: "POL-77001", birth_date: "1990-07-21" },
      beneficiary: {
        beneficiary_id: "bnf_SCHEMA000000000000000000001",
        first_name: "DIEGO",
        last_name: "CASTILLO",
        coverage: { plan_code: "VITAL-1", active: true, effective_until: "2027-05-31" },
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
  decision: { rules: [] },
  try: [
    {
      title: "Approved at once",
      search: { id_kind: "DUI", policy_number: "POL-77001", birth_date: "1990-07-21" },
      product_type: "LAB",
      products: [{ product_code: "LAB-001", product_type: "LAB", quantity: 1 }],
      diagnosis_code: "D50.9",
      documents: ["MEDICAL_INDICATION"],
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [{ product_type: "LAB", status: "APPROVED" }],
      },
    },
  ],
} satisfies SponsorData;

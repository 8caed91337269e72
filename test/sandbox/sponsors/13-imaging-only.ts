import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualConfiguration } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-imaging",
  name: "Imaging Alliance",
  about: "Covers IMAGING alone, as MEDICAL_INDICATION.",
  product_types: ["IMAGING"],
  configuration: { ...usualConfiguration, required_fields: [], authorization_types: ["MEDICAL_INDICATION"] },
  documents: [{ file_type: "MEDICAL_INDICATION", label: "Medical indication", required: true }],
  people: [
    {
      match: { document_type: "CC", document_number: "102000003" },
      beneficiary: {
        beneficiary_id: "bnf_IMAGING000000000000000001",
        first_name: "OSCAR",
        last_name: "LEON",
        coverage: { plan_code: "ONE-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      title: "Approved at once",
      search: { document_type: "CC", document_number: "102000003" },
      product_type: "IMAGING",
      products: [{ product_code: "IMG-018", product_type: "IMAGING", quantity: 1 }],
      diagnosis_code: "G43.9",
      documents: ["MEDICAL_INDICATION"],
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [{ product_type: "IMAGING", status: "APPROVED" }],
      },
    },
  ],
} satisfies SponsorData;

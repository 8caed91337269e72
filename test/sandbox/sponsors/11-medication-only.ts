import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualConfiguration } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-medication",
  name: "Pharmacy Plan",
  about: "Covers MEDICATION alone, as PRESCRIPTION.",
  product_types: ["MEDICATION"],
  configuration: { ...usualConfiguration, required_fields: [], authorization_types: ["PRESCRIPTION"] },
  documents: [{ file_type: "PRESCRIPTION", label: "Prescription", required: true }],
  people: [
    {
      match: { document_type: "CC", document_number: "102000001" },
      beneficiary: {
        beneficiary_id: "bnf_MEDICATION000000000000001",
        first_name: "RAUL",
        last_name: "NUNEZ",
        coverage: { plan_code: "ONE-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      title: "Approved at once",
      search: { document_type: "CC", document_number: "102000001" },
      product_type: "MEDICATION",
      products: [{ product_code: "MED-085", product_type: "MEDICATION", quantity: 1 }],
      diagnosis_code: "J30.4",
      documents: ["PRESCRIPTION"],
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [{ product_type: "MEDICATION", status: "APPROVED" }],
      },
    },
  ],
} satisfies SponsorData;

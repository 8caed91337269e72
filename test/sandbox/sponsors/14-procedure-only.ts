import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualConfiguration } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-procedure",
  name: "Procedure Provident",
  about: "Covers PROCEDURE alone, as PROCEDURE.",
  product_types: ["PROCEDURE"],
  configuration: { ...usualConfiguration, required_fields: [], authorization_types: ["PROCEDURE"] },
  documents: [{ file_type: "PROCEDURE", label: "Procedure", required: true }],
  people: [
    {
      match: { document_type: "CC", document_number: "102000004" },
      beneficiary: {
        beneficiary_id: "bnf_PROCEDURE0000000000000001",
        first_name: "CLARA",
        last_name: "RIOS",
        coverage: { plan_code: "ONE-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      title: "Approved at once",
      search: { document_type: "CC", document_number: "102000004" },
      product_type: "PROCEDURE",
      products: [{ product_code: "PRC-001", product_type: "PROCEDURE", quantity: 1 }],
      diagnosis_code: "R07.4",
      documents: ["PROCEDURE"],
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [{ product_type: "PROCEDURE", status: "APPROVED" }],
      },
    },
  ],
} satisfies SponsorData;

import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualConfiguration } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-laboratory",
  name: "Laboratory League",
  about: "Covers LAB alone, as LAB_ORDER.",
  product_types: ["LAB"],
  configuration: {
    ...usualConfiguration,
    required_fields: ["authorization_type"],
    authorization_types: ["LAB_ORDER"],
  },
  documents: [{ file_type: "LAB_ORDER", label: "Lab order", required: true }],
  people: [
    {
      match: { document_type: "CC", document_number: "102000002" },
      beneficiary: {
        beneficiary_id: "bnf_LABORATORY000000000000001",
        first_name: "INES",
        last_name: "SOTO",
        coverage: { plan_code: "ONE-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      title: "Approved at once",
      search: { document_type: "CC", document_number: "102000002" },
      product_type: "LAB",
      products: [{ product_code: "LAB-011", product_type: "LAB", quantity: 1 }],
      diagnosis_code: "E78.5",
      fields: { authorization_type: "LAB_ORDER" },
      documents: ["LAB_ORDER"],
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [{ product_type: "LAB", status: "APPROVED" }],
      },
    },
  ],
} satisfies SponsorData;

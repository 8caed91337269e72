import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-group-by-product",
  name: "Itemised Insurance",
  about: "Decides on each product for itself: one of them is rejected.",
  decision: {
    grouping: "product",
    rules: [
      {
        product_codes: ["MED-057"],
        status: "REJECTED",
        rejection_reason: "Not before two others have failed.",
      },
    ],
  },
  people: [
    {
      match: { document_type: "CC", document_number: "106000001" },
      beneficiary: {
        beneficiary_id: "bnf_BYPRODUCT00000000000000001",
        first_name: "JOEL",
        last_name: "MARIN",
        coverage: { plan_code: "ITEM-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      title: "One approved, one rejected, of the same type",
      search: { document_type: "CC", document_number: "106000001" },
      product_type: "MEDICATION",
      products: [
        { product_code: "MED-042", product_type: "MEDICATION", quantity: 30 },
        { product_code: "MED-057", product_type: "MEDICATION", quantity: 6 },
      ],
      diagnosis_code: "G43.9",
      documents: ["MEDICAL_INDICATION"],
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [
          { product_type: "MEDICATION", status: "APPROVED" },
          { product_type: "MEDICATION", status: "REJECTED" },
        ],
      },
    },
  ],
} satisfies SponsorData;

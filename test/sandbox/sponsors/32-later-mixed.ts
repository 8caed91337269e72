import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualConfiguration } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-later-mixed",
  name: "Piecemeal Provident",
  about: "Approves medication after two seconds by webhook, and rejects the laboratory two seconds later.",
  configuration: { ...usualConfiguration, evaluation: "ASYNC" },
  decision: {
    rules: [
      { product_types: ["LAB"], status: "REJECTED", rejection_reason: "This test was paid for last month." },
    ],
    later: [
      { after: 2, do: "decide", product_type: "MEDICATION" },
      { after: 4, do: "decide" },
    ],
  },
  people: [
    {
      match: { document_type: "CC", document_number: "105000003" },
      beneficiary: {
        beneficiary_id: "bnf_LATERMIXED0000000000000001",
        first_name: "NORA",
        last_name: "SALINAS",
        coverage: { plan_code: "SLOW-3", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      title: "Pending, then one approved and one rejected",
      search: { document_type: "CC", document_number: "105000003" },
      products: [
        { product_code: "MED-064", product_type: "MEDICATION", quantity: 60 },
        { product_code: "LAB-008", product_type: "LAB", quantity: 1 },
      ],
      diagnosis_code: "E11.9",
      documents: ["MEDICAL_INDICATION"],
      expect: { at: "later", events: ["authorization.created", "authorization.rejected"] },
    },
  ],
} satisfies SponsorData;

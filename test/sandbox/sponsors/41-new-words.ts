import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualConfiguration, usualForm, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-new-words",
  name: "Neologism Mutual",
  about: "Says things that no page documents: a new status, a new authorization type, a new kind of field.",
  forms: [
    {
      ...usualForm,
      fields: [
        ...usualForm.fields,
        { key: "aura", label: "Aura", type: "HOLOGRAM", required: false, sparkle: 7 },
      ],
      theme: "unknown",
    },
  ],
  configuration: { ...usualConfiguration, authorization_types: ["TELE_ORDER", "PRESCRIPTION"] },
  decision: {
    rules: [{ status: "PARTIALLY_COVERED", rejection_reason: "Half of it is covered; ask at the desk." }],
  },
  people: [
    {
      match: { document_type: "CC", document_number: "106000002" },
      beneficiary: {
        beneficiary_id: "bnf_NEWWORDS000000000000000001",
        first_name: "EVA",
        last_name: "ROBLES",
        coverage: { plan_code: "NEW-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Decided in a word that nobody knows",
      search: { document_type: "CC", document_number: "106000002" },
      expect: {
        at: "outcome",
        status: "COMPLETED",
        authorizations: [{ product_type: "MEDICATION", status: "PARTIALLY_COVERED" }],
      },
    },
  ],
} satisfies SponsorData;

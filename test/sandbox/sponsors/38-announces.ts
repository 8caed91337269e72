import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-announces",
  name: "Belt and Braces",
  about: "Decides at once and tells the same again by webhook.",
  decision: { rules: [], later: [{ after: 1, do: "announce" }] },
  people: [
    {
      match: { document_type: "CC", document_number: "105000009" },
      beneficiary: {
        beneficiary_id: "bnf_ANNOUNCES00000000000000001",
        first_name: "RITA",
        last_name: "CORDERO",
        coverage: { plan_code: "TWICE-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved at once, and once more by webhook",
      search: { document_type: "CC", document_number: "105000009" },
      expect: { at: "later", events: ["authorization.created"] },
    },
  ],
} satisfies SponsorData;

import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-later-updates",
  name: "Second Thoughts",
  about: "Approves at once, then makes the validity shorter by webhook.",
  decision: {
    rules: [],
    later: [
      {
        after: 3,
        do: "update",
        changes: { expires_in_days: 7, additional_data: { payment_type: "COPAY" } },
      },
    ],
  },
  people: [
    {
      match: { document_type: "CC", document_number: "105000004" },
      beneficiary: {
        beneficiary_id: "bnf_LATERUPDATES00000000000001",
        first_name: "TOMAS",
        last_name: "PRIETO",
        coverage: { plan_code: "SLOW-4", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved, then valid for seven days only",
      search: { document_type: "CC", document_number: "105000004" },
      expect: { at: "later", events: ["authorization.updated"] },
    },
  ],
} satisfies SponsorData;

import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualConfiguration, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-noisy",
  name: "Echo Insurance",
  about: "Its webhooks come several times, and out of order: the cancellation before the approval.",
  configuration: { ...usualConfiguration, evaluation: "ASYNC" },
  decision: {
    rules: [],
    later: [
      { after: 2, do: "decide", delivery: { delay: 4, repeat: 3 } },
      { after: 4, do: "void", reason: "Cancelled by the insurer.", delivery: { repeat: 2 } },
    ],
  },
  people: [
    {
      match: { document_type: "CC", document_number: "105000008" },
      beneficiary: {
        beneficiary_id: "bnf_NOISY000000000000000000001",
        first_name: "LEO",
        last_name: "FUENTES",
        coverage: { plan_code: "ECHO-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Cancelled, then told of its approval",
      search: { document_type: "CC", document_number: "105000008" },
      expect: {
        at: "later",
        events: [
          "authorization.voided",
          "authorization.voided",
          "authorization.created",
          "authorization.created",
          "authorization.created",
        ],
      },
    },
  ],
} satisfies SponsorData;

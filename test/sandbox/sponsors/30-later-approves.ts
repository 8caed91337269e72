import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { decidedLater, usual, usualConfiguration, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-later-approves",
  name: "Tomorrow Health",
  about: "Decides three seconds after completion, by webhook: approved.",
  configuration: { ...usualConfiguration, evaluation: "ASYNC" },
  decision: { rules: [], later: [{ after: 3, do: "decide" }] },
  people: [
    {
      match: { document_type: "CC", document_number: "105000001" },
      beneficiary: {
        beneficiary_id: "bnf_LATERAPPROVES0000000000001",
        first_name: "JULIA",
        last_name: "BELTRAN",
        coverage: { plan_code: "SLOW-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Pending, then approved",
      search: { document_type: "CC", document_number: "105000001" },
      expect: decidedLater,
    },
    {
      ...usualRequest,
      title: "What the webhook tells",
      search: { document_type: "CC", document_number: "105000001" },
      expect: { at: "later", events: ["authorization.created"] },
    },
  ],
} satisfies SponsorData;

import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualConfiguration, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-later-rejects",
  name: "Considered Care",
  about: "Decides three seconds after completion, by webhook: rejected, with a reason.",
  configuration: { ...usualConfiguration, evaluation: "ASYNC" },
  decision: {
    rules: [{ status: "REJECTED", rejection_reason: "A cheaper equivalent must be tried first." }],
    later: [{ after: 3, do: "decide" }],
  },
  people: [
    {
      match: { document_type: "CC", document_number: "105000002" },
      beneficiary: {
        beneficiary_id: "bnf_LATERREJECTS00000000000001",
        first_name: "FELIX",
        last_name: "ARANDA",
        coverage: { plan_code: "SLOW-2", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Pending, then rejected",
      search: { document_type: "CC", document_number: "105000002" },
      expect: { at: "later", events: ["authorization.rejected"] },
    },
  ],
} satisfies SponsorData;

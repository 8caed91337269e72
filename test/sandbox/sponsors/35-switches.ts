import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { approvedAtOnce, decidedLater, usual, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-switches",
  name: "Weathervane Welfare",
  about:
    "Announces that it decides at once and does so every other time; the times between it decides later.",
  decision: { rules: [], switches: true, later: [{ after: 3, do: "decide" }] },
  people: [
    {
      match: { document_type: "CC", document_number: "105000006" },
      beneficiary: {
        beneficiary_id: "bnf_SWITCHES000000000000000001",
        first_name: "SAUL",
        last_name: "ESPINOSA",
        coverage: { plan_code: "SWING-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Approved at once, the first time",
      search: { document_type: "CC", document_number: "105000006" },
      expect: approvedAtOnce,
    },
    {
      ...usualRequest,
      title: "Pending, the second time",
      search: { document_type: "CC", document_number: "105000006" },
      expect: decidedLater,
    },
  ],
} satisfies SponsorData;

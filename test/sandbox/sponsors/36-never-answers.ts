import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { decidedLater, usual, usualConfiguration, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-never-answers",
  name: "Silent Society",
  about: "Takes the request and never decides.",
  configuration: { ...usualConfiguration, evaluation: "ASYNC" },
  people: [
    {
      match: { document_type: "CC", document_number: "105000007" },
      beneficiary: {
        beneficiary_id: "bnf_NEVERANSWERS00000000000001",
        first_name: "AIDA",
        last_name: "BLANCO",
        coverage: { plan_code: "MUTE-1", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Pending for ever",
      search: { document_type: "CC", document_number: "105000007" },
      expect: decidedLater,
    },
  ],
} satisfies SponsorData;

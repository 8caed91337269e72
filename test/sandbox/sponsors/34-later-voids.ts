import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { usual, usualConfiguration, usualRequest } from "../sponsor/usual.ts";

export default {
  ...usual,
  slug: "sponsor-later-voids",
  name: "Fickle Fund",
  about: "Approves by webhook after two seconds, and cancels that two seconds later.",
  configuration: { ...usualConfiguration, evaluation: "ASYNC" },
  decision: {
    rules: [],
    later: [
      { after: 2, do: "decide" },
      { after: 4, do: "void", reason: "The plan ended before the validity began." },
    ],
  },
  people: [
    {
      match: { document_type: "CC", document_number: "105000005" },
      beneficiary: {
        beneficiary_id: "bnf_LATERVOIDS0000000000000001",
        first_name: "VERA",
        last_name: "DUARTE",
        coverage: { plan_code: "SLOW-5", active: true, effective_until: "2027-12-31" },
      },
    },
  ],
  try: [
    {
      ...usualRequest,
      title: "Pending, approved, cancelled",
      search: { document_type: "CC", document_number: "105000005" },
      expect: { at: "later", events: ["authorization.created", "authorization.voided"] },
    },
  ],
} satisfies SponsorData;
